"""Names for people of the room's vocabularies, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.task import PartRole, TaskState, TaskStep

NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    TaskState: {
        TaskState.DRAFTED: pgettext_lazy("task state", "Drafted"),
        TaskState.WAITING: pgettext_lazy("task state", "Waiting for acceptance"),
        TaskState.RETURNED: pgettext_lazy("task state", "Returned"),
        TaskState.RUNNING: pgettext_lazy("task state", "On schedule"),
        TaskState.BEHIND: pgettext_lazy("task state", "Behind its milestones"),
        TaskState.OVERDUE: pgettext_lazy("task state", "Overdue"),
        TaskState.REPORTED: pgettext_lazy("task state", "Reported done"),
        TaskState.CLOSED: pgettext_lazy("task state", "Closed out"),
        TaskState.DROPPED: pgettext_lazy("task state", "Dropped"),
        TaskState.CARRIED: pgettext_lazy("task state", "Carried over"),
    },
    PartRole: {
        PartRole.LEAD: pgettext_lazy("task part", "Lead unit"),
        PartRole.PARTICIPATING: pgettext_lazy("task part", "Participating unit"),
        PartRole.SUPERVISING: pgettext_lazy("task part", "Supervising unit"),
    },
    TaskStep: {
        TaskStep.ISSUED: pgettext_lazy("task step", "Issued"),
        TaskStep.DONE: pgettext_lazy("task step", "Reported done"),
        TaskStep.SENT_BACK: pgettext_lazy("task step", "Sent back"),
        TaskStep.CLOSED: pgettext_lazy("task step", "Closed out"),
        TaskStep.REOPENED: pgettext_lazy("task step", "Reopened"),
        TaskStep.DROPPED: pgettext_lazy("task step", "Dropped"),
        TaskStep.CARRIED: pgettext_lazy("task step", "Carried over"),
    },
}


def name_of(word: StrEnum) -> str:
    """The name of a word of the room."""
    return str(NAMES[type(word)][word])


def names_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a whole vocabulary in its own order."""
    return [(word.value, str(name)) for word, name in NAMES[words].items()]
