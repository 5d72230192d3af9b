"""Talks (谈话): the six kinds, what proposes them, how far each has come, and who may read what was said.

The kinds are different things and go different ways:

    heart-to-heart, pre-appointment   planned, held
    reminder                          planned, held, looked at again on the follow-up day
    summons                           planned, held, its commitments looked at again
    summons on a passed-on matter     planned, held, explained in writing, endorsed by the talker, replied to whoever passed it on
    admonition                        planned, asked for, approved, held, explained in writing
    written inquiry                   planned, sent, explained, opinion signed by the principal of the person's committee, concluded

What was done is a row of steps; how far a talk has come follows from its last one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from liangze.core.calendar import is_rest_day
from liangze.core.words import Role


class TalkKind(StrEnum):
    """Kinds of talk. They must not be merged: each has its own procedure and effect."""

    HEART_TO_HEART = "heart_to_heart"  # 谈心谈话
    REMINDER = "reminder"  # 提醒谈话
    SUMMONS = "summons"  # 约谈
    ADMONITION = "admonition"  # 诫勉谈话
    INQUIRY = "inquiry"  # 函询
    PRE_APPOINTMENT = "pre_appointment"  # 任前廉政谈话


class TalkTrigger(StrEnum):
    """Why a talk is proposed or held."""

    ROUTINE = "routine"  # owed anyway: so many times a year
    OVERDUE_TASKS = "overdue_tasks"  # 履职不到位、推进不力
    OVERDUE_OBLIGATIONS = "overdue_obligations"
    EARLY_SIGNS = "early_signs"  # 苗头性、倾向性问题
    LOW_SATISFACTION = "low_satisfaction"  # 民主测评满意度较低
    CONCENTRATED_COMPLAINTS = "concentrated_complaints"  # 反映集中
    MANY_PROBLEMS = "many_problems"  # 检查发现问题较多
    CHANGE_OF_POST = "change_of_post"  # 职务调整
    SETBACK = "setback"  # 工作遇到重大挫折、家庭重大变故
    BARELY_QUALIFIED = "barely_qualified"  # 考核基本合格、不合格
    MINOR_MATTER = "minor_matter"  # 转交的轻微问题
    OTHER = "other"


class TalkStep(StrEnum):
    """What happened to a talk, in records."""

    PLANNED = "planned"
    ASKED = "asked"  # approval asked for
    APPROVED = "approved"
    REFUSED = "refused"
    HELD = "held"  # for an inquiry: the letter was sent
    EXPLAINED = "explained"
    RETURNED = "returned"  # the explanation was given back
    ENDORSED = "endorsed"  # signed: by the talker, or, for an inquiry, by the principal of the person's committee
    REPLIED = "replied"
    CONCLUDED = "concluded"
    FOLLOWED_UP = "followed_up"
    NOTHING_LEFT = "nothing_left"  # nothing to follow up was agreed


class TalkStage(StrEnum):
    """How far a talk has come: what it waits for, or that it is over."""

    PLANNED = "planned"
    APPROVAL = "approval"
    EXPLANATION = "explanation"
    ENDORSEMENT = "endorsement"
    REPLY = "reply"
    OPINION = "opinion"
    CONCLUSION = "conclusion"
    FOLLOW_UP = "follow_up"
    DONE = "done"
    REFUSED = "refused"
    VOID = "void"


class TalkProcedure(StrEnum):
    """The way a talk goes: that of its kind, or that of a minor matter passed on."""

    HEART_TO_HEART = "heart_to_heart"
    REMINDER = "reminder"
    SUMMONS = "summons"
    MINOR_MATTER = "minor_matter"
    ADMONITION = "admonition"
    INQUIRY = "inquiry"
    PRE_APPOINTMENT = "pre_appointment"


_SIMPLE = {TalkStep.PLANNED: TalkStage.PLANNED, TalkStep.HELD: TalkStage.DONE}
_FOLLOWED = {
    TalkStep.PLANNED: TalkStage.PLANNED, TalkStep.HELD: TalkStage.FOLLOW_UP, TalkStep.FOLLOWED_UP: TalkStage.DONE,
    TalkStep.NOTHING_LEFT: TalkStage.DONE,
}
#: The stage that follows from the last step, for each way.
AFTER: Mapping[TalkProcedure, Mapping[TalkStep, TalkStage]] = {
    TalkProcedure.HEART_TO_HEART: _SIMPLE,
    TalkProcedure.PRE_APPOINTMENT: _SIMPLE,
    TalkProcedure.REMINDER: _FOLLOWED,
    TalkProcedure.SUMMONS: _FOLLOWED,
    TalkProcedure.MINOR_MATTER: {
        TalkStep.PLANNED: TalkStage.PLANNED, TalkStep.HELD: TalkStage.EXPLANATION, TalkStep.EXPLAINED: TalkStage.ENDORSEMENT,
        TalkStep.RETURNED: TalkStage.EXPLANATION, TalkStep.ENDORSED: TalkStage.REPLY, TalkStep.REPLIED: TalkStage.DONE,
    },
    TalkProcedure.ADMONITION: {
        TalkStep.PLANNED: TalkStage.PLANNED, TalkStep.ASKED: TalkStage.APPROVAL, TalkStep.APPROVED: TalkStage.PLANNED,
        TalkStep.REFUSED: TalkStage.REFUSED, TalkStep.HELD: TalkStage.EXPLANATION, TalkStep.EXPLAINED: TalkStage.DONE,
    },
    TalkProcedure.INQUIRY: {
        TalkStep.PLANNED: TalkStage.PLANNED, TalkStep.HELD: TalkStage.EXPLANATION, TalkStep.EXPLAINED: TalkStage.OPINION,
        TalkStep.RETURNED: TalkStage.EXPLANATION, TalkStep.ENDORSED: TalkStage.CONCLUSION, TalkStep.CONCLUDED: TalkStage.DONE,
    },
}

#: Stages at which nothing is waited for any more.
OVER = frozenset({TalkStage.DONE, TalkStage.REFUSED, TalkStage.VOID})

#: Kinds of which outsiders do not learn with whom. A summons is among them because it may stem from a matter passed on, and the two
#: must not be told apart from outside.
DISCREET = frozenset({TalkKind.SUMMONS, TalkKind.ADMONITION, TalkKind.INQUIRY})

#: Kinds that count for duties to talk. An admonition is a measure and an inquiry is a letter: neither is the yearly talk with everybody.
COUNTING = frozenset({TalkKind.HEART_TO_HEART, TalkKind.REMINDER, TalkKind.SUMMONS, TalkKind.PRE_APPOINTMENT})

#: Kinds that are about one person.
ALONE = frozenset({TalkKind.ADMONITION, TalkKind.INQUIRY, TalkKind.REMINDER})

#: Topics that a talk of the kind usually touches; the form offers them chosen, and any other.
USUAL_TOPICS: Mapping[TalkKind, tuple[str, ...]] = {
    TalkKind.HEART_TO_HEART: ("dual-duty", "integrity-talk"),
    TalkKind.REMINDER: ("integrity-talk",),
    TalkKind.SUMMONS: ("two-responsibilities", "main-responsibility"),
    TalkKind.ADMONITION: (),
    TalkKind.INQUIRY: (),
    TalkKind.PRE_APPOINTMENT: ("integrity-talk",),
}


def procedure_of(kind: TalkKind, *, minor_matter: bool) -> TalkProcedure:
    """The way it goes."""
    return TalkProcedure.MINOR_MATTER if minor_matter else TalkProcedure(kind.value)


def stage_after(procedure: TalkProcedure, last: TalkStep | None, *, voided: bool = False) -> TalkStage:
    """How far it has come. `last`  the last step taken; None counts as planned."""
    if voided:
        return TalkStage.VOID
    return AFTER[procedure][last or TalkStep.PLANNED]


def may_hold_now(procedure: TalkProcedure, last: TalkStep | None) -> bool:
    """Whether it may be held: planned, and for an admonition approved."""
    if procedure is TalkProcedure.ADMONITION:
        return last is TalkStep.APPROVED
    return last in (None, TalkStep.PLANNED)


def working_days_after(day: date, days: int) -> date:
    """The last of so many working days, the first of which is the one after `day`."""
    while days > 0:
        day += timedelta(days=1)
        if not is_rest_day(day):
            days -= 1
    return day


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as far as it matters who talks with it. parent  of its unit."""

    id: int
    role: Role
    unit: int
    parent: int | None


def talks_from(seat: Seat) -> tuple[int | None, Role]:
    """(unit, role) of the seat that talks with this one unless another is named: for a member the head of the same unit, else the
    head of the unit above; for the head of a discipline organ the head of the one above. The unit is None when there is none above."""
    if seat.role is Role.DISCIPLINE_PRINCIPAL:
        return seat.parent, Role.DISCIPLINE_PRINCIPAL
    if seat.role is Role.PRINCIPAL:
        return seat.parent, Role.PRINCIPAL
    return seat.unit, Role.PRINCIPAL


@dataclass(frozen=True, slots=True)
class Near:
    """How near a reader is to a talk. named  somebody who had access gave it to them, and said why."""

    talker: bool = False
    talked_to: bool = False
    note_taker: bool = False
    named: bool = False


def may_read_content(near: Near) -> bool:
    """Whether the reader may know what was said. No right and no office is enough for it."""
    return near.talker or near.talked_to or near.note_taker or near.named
