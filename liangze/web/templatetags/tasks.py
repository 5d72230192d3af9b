"""Tags of the pages of tasks: the chip of a state, how far a task is, an answer of a unit."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from liangze.breakdown.words import name_of
from liangze.core.task import TaskState
from liangze.web.templatetags.lz import drawn

register = template.Library()

ICONS = {
    TaskState.DRAFTED: "pencil", TaskState.WAITING: "hourglass", TaskState.RETURNED: "arrow-back-up", TaskState.RUNNING: "circle-dashed",
    TaskState.BEHIND: "clock-exclamation", TaskState.OVERDUE: "alert-triangle", TaskState.REPORTED: "clipboard-check",
    TaskState.CLOSED: "checks", TaskState.DROPPED: "circle-minus", TaskState.CARRIED: "arrow-forward-up",
}
ANSWERS = {"accepted": "circle-check", "returned": "arrow-back-up", "waiting": "hourglass"}


@lru_cache(maxsize=64)
def chip(value: str, plain: bool, language: str) -> SafeString:
    """A state as icon, word and colour, always all three."""
    state = TaskState(value)
    classes = f"lz-state{' lz-state--plain' if plain else ''} is-task-{state.value}"
    return format_html('<span class="{}">{}{}</span>', classes, drawn(ICONS[state]), name_of(state))


@register.simple_tag
def task_state(value: str, plain: bool = False) -> SafeString:
    """{% task_state task.state %} or {% task_state task.state plain=True %}."""
    return chip(str(value), plain, get_language() or "")


@register.filter
def task_icon(value: str) -> str:
    """The name of a task state's icon."""
    return ICONS[TaskState(value)]


@register.simple_tag
def task_answer(value: str) -> SafeString:
    """{% task_answer part.answer %}: accepted, returned, waiting; nothing for a part that is not asked."""
    if value not in ANSWERS:
        return SafeString("")
    words = {"accepted": pgettext("task answer", "Accepted"), "returned": pgettext("task answer", "Returned"),
             "waiting": pgettext("task answer", "Not answered yet")}
    return format_html('<span class="lz-state lz-state--plain is-answer-{}">{}{}</span>', value, drawn(ANSWERS[value]), words[value])


@register.simple_tag
def task_progress(reached: int, expected: int, state: str) -> SafeString:
    """{% task_progress task.reached task.expected task.state %}: what is reached, with a mark where it should be by now."""
    said = gettext("reached %(reached)s of 100, expected %(expected)s") % {"reached": int(reached), "expected": int(expected)}
    mark = f'<line class="lz-reach__mark" x1="{int(expected)}%" x2="{int(expected)}%" y1="0" y2="100%"/>' if expected else ""
    bar = f'<rect class="lz-reach__done" width="{int(reached)}%" height="100%"/>' if reached else ""
    return mark_safe(  # noqa: S308 - own words and numbers
        f'<svg class="lz-reach is-task-{TaskState(state).value}" role="img" aria-label="{said}">{bar}{mark}</svg>'
    )
