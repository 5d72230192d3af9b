"""Tags of the pages of problems: the chips of a problem's and a listing's state."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liangze.core.listed import ListingState
from liangze.core.problem import ProblemState
from liangze.problems.words import name_of
from liangze.web.templatetags.lz import drawn

register = template.Library()

#: Icon and colour of each state, the colours those of tasks: never the colour alone.
LOOKS = {
    ProblemState.TO_PLAN: ("pencil", "waiting"), ProblemState.PLANNED: ("hourglass", "running"),
    ProblemState.RUNNING: ("circle-dashed", "running"), ProblemState.RETURNED: ("arrow-back-up", "returned"),
    ProblemState.REOPENED: ("refresh", "behind"), ProblemState.REPORTED: ("clipboard-check", "reported"),
    ProblemState.CLOSED: ("checks", "closed"), ProblemState.WITHDRAWN: ("circle-minus", "dropped"),
}
LISTED = {
    ListingState.IN_FORCE: ("eye", "behind"), ListingState.TO_SIGN: ("signature", "reported"), ListingState.DELISTED: ("checks", "closed"),
}


@lru_cache(maxsize=64)
def chip(state: ProblemState | ListingState, plain: bool, language: str) -> SafeString:
    """A state as icon, word and colour, always all three."""
    icon, look = LOOKS[state] if isinstance(state, ProblemState) else LISTED[state]
    classes = f"lz-state{' lz-state--plain' if plain else ''} is-task-{look}"
    return format_html('<span class="{}">{}{}</span>', classes, drawn(icon), name_of(state))


@register.simple_tag
def problem_state(value: str, plain: bool = False) -> SafeString:
    """{% problem_state row.state %} or {% problem_state row.state plain=True %}."""
    return chip(ProblemState(value), plain, get_language() or "")


@register.simple_tag
def listing_state(value: str) -> SafeString:
    """{% listing_state row.state %}."""
    return chip(ListingState(value), False, get_language() or "")


@register.filter
def problem_icon(value: str) -> str:
    """The name of a state's icon."""
    return LOOKS[ProblemState(value)][0]


@register.filter
def problem_look(value: str) -> str:
    """The class of a state's colour."""
    return f"is-task-{LOOKS[ProblemState(value)][1]}"


@register.filter
def field_of_line(field: str | None, number: int) -> bool:
    """Whether a refusal's field ("words-2", "due-2") stands in the line of that number."""
    return bool(field) and str(field).rpartition("-")[2] == str(number)
