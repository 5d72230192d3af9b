"""Meetings: how far one has come, whether enough took part, and what became of what it decided.

A decision of a meeting is followed up at the next meeting of the same kind: it is done, it goes on with a new day, or it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from liangze.core.words import Role


class MeetingKind(StrEnum):
    """Kinds of meeting. Decisions of a meeting come up again at the next one of its kind."""

    SPECIAL = "special"  # 专题例会
    SITUATION = "situation"  # 形势分析会
    LEADING_GROUP = "leading_group"  # 领导小组会议
    COORDINATION = "coordination"  # 协调小组会议
    COMMITTEE = "committee"  # 党委（党组）会议
    CONSULTATION = "consultation"  # 会商
    OTHER = "other"


#: The topics that a meeting of the kind is about unless somebody says otherwise.
TOPICS: Mapping[MeetingKind, tuple[str, ...]] = {
    MeetingKind.SPECIAL: ("special-meeting",),
    MeetingKind.SITUATION: ("situation-analysis",),
    MeetingKind.LEADING_GROUP: ("leading-group",),
    MeetingKind.CONSULTATION: ("consultation",),
}

#: Whose meeting it usually is, the likeliest first.
HOLDERS: Mapping[MeetingKind, tuple[Role, ...]] = {
    MeetingKind.LEADING_GROUP: (Role.LEADING_GROUP, Role.LEADERSHIP),
    MeetingKind.COORDINATION: (Role.DISCIPLINE_ORGAN, Role.LEADING_GROUP, Role.LEADERSHIP),
    MeetingKind.CONSULTATION: (Role.STATIONED_GROUP, Role.DISCIPLINE_ORGAN, Role.LEADERSHIP),
}

#: Who sits in a body: these are expected at its meetings, others attend as guests.
MEMBERS: Mapping[Role, frozenset[Role]] = {
    Role.LEADERSHIP: frozenset({Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL}),
    Role.LEADING_GROUP: frozenset({Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL}),
    Role.DISCIPLINE_ORGAN: frozenset({Role.DISCIPLINE_PRINCIPAL}),
    Role.STATIONED_GROUP: frozenset({Role.DISCIPLINE_PRINCIPAL, Role.PRINCIPAL}),
}


def holders_for(kind: MeetingKind) -> tuple[Role, ...]:
    """Roles of the bodies whose meeting it can be, the likeliest first."""
    first = HOLDERS.get(kind, (Role.LEADERSHIP,))
    rest = (Role.LEADERSHIP, Role.DISCIPLINE_ORGAN, Role.STATIONED_GROUP, Role.LEADING_GROUP)
    return tuple(dict.fromkeys((*first, *rest)))


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    TO_RECORD = "to_record"  # its day has come and nothing is recorded
    HELD = "held"
    CANCELLED = "cancelled"
    VOID = "void"


def meeting_state(planned: date, today: date, *, held: bool = False, cancelled: bool = False, void: bool = False) -> MeetingState:
    """The state on a day. What is void was held, what is cancelled never was."""
    if void:
        return MeetingState.VOID
    if cancelled:
        return MeetingState.CANCELLED
    if held:
        return MeetingState.HELD
    return MeetingState.TO_RECORD if planned <= today else MeetingState.PLANNED


class Presence(StrEnum):
    """How a seat took part."""

    PRESENT = "present"
    ABSENT = "absent"  # with a reason
    REPRESENTED = "represented"  # somebody sat in for it: heard, and no vote


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many were expected, how many came themselves, how many are needed."""

    members: int
    present: int
    needed: int

    @property
    def met(self) -> bool:
        return self.members > 0 and self.present >= self.needed


HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def quorum(presence: Iterable[Presence], share: Fraction = HALF) -> Quorum:
    """Whether enough members came themselves: `share` of them or more. Who is represented does not count as present."""
    rows = list(presence)
    needed = -(-len(rows) * share.numerator // share.denominator)
    return Quorum(len(rows), sum(each is Presence.PRESENT for each in rows), max(1, needed))


class Answer(StrEnum):
    """What is said about a decision when it comes up again."""

    DONE = "done"
    CONTINUES = "continues"  # with a new day
    DROPPED = "dropped"


class FollowState(StrEnum):
    """State of a decision on a day."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


#: States in which the next meeting of the kind has to answer it.
OPEN_STATES = frozenset({FollowState.OPEN, FollowState.OVERDUE})


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer given on a day; `day` is the new day where the decision goes on."""

    answer: Answer
    on: date
    day: date | None = None


def due_day(due: date, answers: Sequence[Answered]) -> date:
    """By when it is to be done: the day of the latest answer that gave a new one, else the first day. Answers in the order given."""
    return next((each.day for each in reversed(answers) if each.answer is Answer.CONTINUES and each.day), due)


def follow_state(due: date, answers: Sequence[Answered], today: date) -> FollowState:
    """The state on a day: the last answer ends it, or it goes on. Answers in the order given."""
    if answers and answers[-1].answer is Answer.DONE:
        return FollowState.DONE
    if answers and answers[-1].answer is Answer.DROPPED:
        return FollowState.DROPPED
    return FollowState.OVERDUE if due_day(due, answers) < today else FollowState.OPEN
