"""Names for people of the room's vocabularies, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.breakdown.words import name_of as task_word
from liangze.core.review import Verdict
from liangze.core.task import TaskState
from liangze.core.words import State
from liangze.organisation.words import name_of as word

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.PASSED: pgettext_lazy("verdict", "Passed"),
    Verdict.REMARKS: pgettext_lazy("verdict", "Passed with remarks"),
    Verdict.CARRIED: pgettext_lazy("verdict", "Carried over"),
    Verdict.FAILED: pgettext_lazy("verdict", "Not passed"),
}


def verdict_name(verdict: str) -> str:
    """The name of a decision."""
    return str(VERDICTS[Verdict(verdict)])


def state_name(kind: str, state: str) -> str:
    """The name of an item's state. kind: "obligation" or "task"."""
    return word(State(state)) if kind == OBLIGATION else task_word(TaskState(state))


OBLIGATION, TASK = "obligation", "task"
