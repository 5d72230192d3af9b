"""Tags of the pages of meetings: the chip of a meeting's and of a decision's state."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from liangze.core.meeting import FollowState, MeetingState
from liangze.meetings.words import name_of
from liangze.web.templatetags.lz import drawn

register = template.Library()

#: Icon and colour of each state: never the colour alone.
LOOKS = {
    MeetingState.PLANNED: ("calendar", "is-upcoming"), MeetingState.TO_RECORD: ("clock-exclamation", "is-due_soon"),
    MeetingState.HELD: ("circle-check", "is-fulfilled"), MeetingState.CANCELLED: ("circle-minus", "is-exempt"),
    MeetingState.VOID: ("circle-x", "is-exempt"),
}
FOLLOWED = {
    FollowState.OVERDUE: ("alert-triangle", "is-overdue"), FollowState.OPEN: ("circle-dashed", "is-open"),
    FollowState.DONE: ("circle-check", "is-fulfilled"), FollowState.DROPPED: ("circle-minus", "is-exempt"),
}


@lru_cache(maxsize=64)
def chip(state: MeetingState | FollowState, plain: bool, language: str) -> SafeString:
    """A state as icon, word and colour, always all three."""
    icon, colour = LOOKS[state] if isinstance(state, MeetingState) else FOLLOWED[state]
    return format_html('<span class="lz-state{} {}">{}{}</span>', " lz-state--plain" if plain else "", colour, drawn(icon), name_of(state))


@register.simple_tag
def meeting_state(value: str, plain: bool = False) -> SafeString:
    """{% meeting_state row.state %}."""
    return chip(MeetingState(value), plain, get_language() or "")


@register.simple_tag
def decision_state(value: str, plain: bool = False) -> SafeString:
    """{% decision_state view.state %}."""
    return chip(FollowState(value), plain, get_language() or "")
