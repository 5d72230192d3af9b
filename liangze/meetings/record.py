"""A meeting as a person writes it, before it is stored: the plan, what was held, a major matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from liangze.core.major_matter import Voice
from liangze.core.meeting import Presence
from liangze.core.words import ActKind
from liangze.duties.new_deed import NewDeed
from liangze.trust.attachments import Proof

RECORD = "meetings.meeting"  # the type under which deeds and attachments know a meeting
MATTER = "meetings.matter"  # and a major matter its materials
DECISION = "meetings.decision"  # and a problem the decision that it came from
ANSWER = "meetings.answer"  # and an answer to a decision its proof


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the agenda. `length` in minutes."""

    title: str
    reporter_id: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A plan. `holder_id` the body whose meeting it is, `counterparts` the seats with which it meets."""

    unit_id: int
    kind: str
    title: str
    holder_id: int
    chair_id: int
    on: date
    starts_at: time
    place: str
    topics: frozenset[str] = frozenset()
    agenda: tuple[AgendaRow, ...] = ()
    counterparts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """How a seat took part. note: why it was absent, or who sat in for it."""

    post_id: int
    presence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is to be done, by which unit or seat, up to which day."""

    text: str
    owner_unit_id: int
    due: date
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What was said about a decision. `day` is the new day where it goes on."""

    decision_id: int
    answer: str
    words: str
    day: date | None = None
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What was held. minutes: what was said, by the id of the agenda item.

    makes_up  ids of missed obligations of earlier periods that the meeting makes up for, named by the recorder.
    """

    on: date
    topics: frozenset[str]
    attendance: tuple[AttendanceRow, ...]
    guests: str = ""
    minutes: tuple[tuple[int, str], ...] = ()
    decisions: tuple[NewDecision, ...] = ()
    answers: tuple[NewAnswer, ...] = ()
    proofs: tuple[Proof, ...] = ()
    makes_up: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A major matter laid before a meeting. `amount` in yuan."""

    kind: str
    title: str
    circulated_on: date
    amount: Decimal | None = None
    proposal: str = ""
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A seat at the matter, with what it said, why it recused, and what it wants recorded against the decision."""

    voice: Voice
    said: str = ""
    recused_reason: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """How a matter was discussed and decided. warned: the recorder has seen the warning that the principal did not speak last."""

    voices: tuple[VoiceRow, ...]
    decision: str
    majority: str
    warned: bool = False


def came(counterparts: Iterable[int], attendance: Iterable[AttendanceRow]) -> tuple[int, ...]:
    """Of those with whom it was to meet, who was not marked as absent."""
    absent = {row.post_id for row in attendance if row.presence == Presence.ABSENT}
    return tuple(post for post in counterparts if post not in absent)


def deeds(
    *, unit_id: int, holder_id: int, topics: frozenset[str], on: date, counterparts: tuple[int, ...], meeting_id: int = 0
) -> tuple[NewDeed, ...]:
    """What a held meeting emits: one deed for each counterpart, or one."""
    return tuple(
        NewDeed(unit_id, holder_id, ActKind.MEETING.value, topics, on, (RECORD, meeting_id), counterpart)
        for counterpart in counterparts or (None,)
    )
