"""Names for people of the room's vocabularies, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.study import Form, Means, SessionState

NAMES: Mapping[StrEnum, Promise] = {
    Form.STUDY: pgettext_lazy("education", "Study session"),
    Form.LECTURE: pgettext_lazy("education", "Party lecture"),
    Form.TRAINING: pgettext_lazy("education", "Training"),
    Form.CAUTIONARY: pgettext_lazy("education", "Cautionary education"),
    Form.EXEMPLARY: pgettext_lazy("education", "Exemplary education"),
}
MEANS: Mapping[StrEnum, Promise] = {
    Means.FILM: pgettext_lazy("means", "Film"),
    Means.VISIT: pgettext_lazy("means", "Visit to a site"),
    Means.COURT: pgettext_lazy("means", "Attending a trial"),
    Means.NOTICE: pgettext_lazy("means", "Circular read out"),
    Means.ACCOUNT: pgettext_lazy("means", "Told in person"),
}
STATES: Mapping[StrEnum, Promise] = {
    SessionState.PLANNED: pgettext_lazy("session", "Planned"),
    SessionState.PASSED: pgettext_lazy("session", "Day passed, nothing recorded"),
    SessionState.HELD: pgettext_lazy("session", "Held"),
    SessionState.CANCELLED: pgettext_lazy("session", "Cancelled"),
    SessionState.VOID: pgettext_lazy("session", "Void"),
}


def form_name(form: str) -> str:
    """The name of a form of education."""
    return str(NAMES[Form(form)])


def means_name(means: str) -> str:
    """How it was given; "" for none."""
    return str(MEANS[Means(means)]) if means else ""


def session_state_name(state: str) -> str:
    """The name of a session's state."""
    return str(STATES[SessionState(state)])
