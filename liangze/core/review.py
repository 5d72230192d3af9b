"""The year-end review item by item (逐项过堂): which decisions the state of an item leaves open.

A decision says what was found; it does not change the item. Therefore it must not contradict the item's state: lateness and
omission are facts that a review names and cannot vote away.

    done on time            passed, passed with remarks, or not passed where the proof does not convince
    done late               passed with remarks (they name the lateness) or not passed
    exempted                passed, with remarks or without: nothing was owed
    past its day, not done  carried over or not passed
    behind, or given back   carried over or not passed
    reported, not checked   anything but simply passed: nobody other than the doer has looked at it yet
    not yet due             passed with remarks (it is in hand) or carried over
    gone on in another year carried over
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liangze.core.task import TaskState
from liangze.core.words import State


class Verdict(StrEnum):
    """What a review decides about an item."""

    PASSED = "passed"
    REMARKS = "remarks"  # passed with remarks
    CARRIED = "carried"  # over into the next year
    FAILED = "failed"  # not passed


class Standing(StrEnum):
    """What obligations and tasks have in common for a review."""

    MET = "met"
    LATE = "late"
    EXEMPT = "exempt"
    MISSED = "missed"
    SLOW = "slow"
    UNCHECKED = "unchecked"
    AHEAD = "ahead"
    GONE_ON = "gone_on"


ALLOWED: Mapping[Standing, tuple[Verdict, ...]] = {
    Standing.MET: (Verdict.PASSED, Verdict.REMARKS, Verdict.FAILED),
    Standing.LATE: (Verdict.REMARKS, Verdict.FAILED),
    Standing.EXEMPT: (Verdict.PASSED, Verdict.REMARKS),
    Standing.MISSED: (Verdict.CARRIED, Verdict.FAILED),
    Standing.SLOW: (Verdict.CARRIED, Verdict.FAILED),
    Standing.UNCHECKED: (Verdict.REMARKS, Verdict.CARRIED, Verdict.FAILED),
    Standing.AHEAD: (Verdict.REMARKS, Verdict.CARRIED),
    Standing.GONE_ON: (Verdict.CARRIED,),
}

OF_OBLIGATION: Mapping[State, Standing] = {
    State.FULFILLED: Standing.MET, State.LATE: Standing.LATE, State.EXEMPT: Standing.EXEMPT, State.OVERDUE: Standing.MISSED,
    State.DUE_SOON: Standing.AHEAD, State.OPEN: Standing.AHEAD, State.UPCOMING: Standing.AHEAD,
}

#: A dropped task is no item of a review, nor is one that was never issued.
OF_TASK: Mapping[TaskState, Standing] = {
    TaskState.CLOSED: Standing.MET, TaskState.REPORTED: Standing.UNCHECKED, TaskState.OVERDUE: Standing.MISSED,
    TaskState.BEHIND: Standing.SLOW, TaskState.RETURNED: Standing.SLOW, TaskState.WAITING: Standing.AHEAD,
    TaskState.RUNNING: Standing.AHEAD, TaskState.CARRIED: Standing.GONE_ON,
}


@dataclass(frozen=True, slots=True)
class Doubts:
    """What makes somebody look twice: entered long after the act, a proof used before."""

    entered_late: bool = False
    proof_reused: bool = False

    def __bool__(self) -> bool:
        return self.entered_late or self.proof_reused


def standing_of(state: State | TaskState, *, late: bool = False) -> Standing:
    """The standing behind a state. late: a task that was done after its day; of an obligation the state says so itself.

    Raises KeyError for a task that is no item of a review.
    """
    found = OF_OBLIGATION[state] if isinstance(state, State) else OF_TASK[state]
    return Standing.LATE if found is Standing.MET and late else found


def allowed(standing: Standing) -> tuple[Verdict, ...]:
    """The decisions that the standing leaves open, the mildest first."""
    return ALLOWED[standing]


def needs_opinion(verdict: Verdict) -> bool:
    """All but a plain pass say why."""
    return verdict is not Verdict.PASSED


def stands(verdict: Verdict, standing: Standing) -> bool:
    """Whether a decision taken earlier still agrees with how the item stands now; otherwise it must be taken anew."""
    return verdict in ALLOWED[standing]


def plain(standing: Standing, doubts: Doubts) -> bool:
    """Whether it may be passed together with others in one step: done on time, and nothing to look at twice."""
    return standing is Standing.MET and not doubts
