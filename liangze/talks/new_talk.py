"""A talk as it is handed in: what all kinds share, and a value of its own for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.talk import COUNTING, TalkKind, TalkTrigger
from liangze.core.words import ActKind
from liangze.duties.new_deed import NewDeed
from liangze.trust.attachments import Proof

RECORD = "talks.talk"


@dataclass(frozen=True, slots=True)
class HeartToHeartWords:
    """What the person raised, what both agreed on."""

    raised: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """The sign observed, what is expected, when it is looked at again."""

    sign: str = ""
    expected: str = ""
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class SummonsWords:
    """Why, the questions put, what was undertaken: (text, by which day)."""

    reason: str = ""
    questions: str = ""
    commitments: tuple[tuple[str, date | None], ...] = ()
    clause_id: int | None = None


@dataclass(frozen=True, slots=True)
class PreAppointmentWords:
    """What was asked of those who take office, what they undertook."""

    required: str = ""
    undertaken: str = ""


@dataclass(frozen=True, slots=True)
class AdmonitionWords:
    """The facts and the basis, and whom approval is asked of."""

    facts: str = ""
    basis: str = ""
    in_writing: bool = False
    approver_id: int | None = None


@dataclass(frozen=True, slots=True)
class InquiryWords:
    """The questions of the letter, and the principal of the person's committee who will sign an opinion."""

    questions: str = ""
    opinion_post_id: int | None = None


Words = HeartToHeartWords | ReminderWords | SummonsWords | PreAppointmentWords | AdmonitionWords | InquiryWords

KIND_OF: dict[type, TalkKind] = {
    HeartToHeartWords: TalkKind.HEART_TO_HEART, ReminderWords: TalkKind.REMINDER, SummonsWords: TalkKind.SUMMONS,
    PreAppointmentWords: TalkKind.PRE_APPOINTMENT, AdmonitionWords: TalkKind.ADMONITION, InquiryWords: TalkKind.INQUIRY,
}


@dataclass(frozen=True, slots=True)
class NewTalk:
    """A talk. holder_id  the seat that holds it.  counterparts  seats talked with.  on  None where it is still to come.

    talk_id   the planned talk that is now held; None for one that nobody had planned.
    makes_up  missed obligations of earlier periods that it makes up for, named by the recorder.
    """

    words: Words
    holder_id: int | None
    counterparts: tuple[int, ...]
    on: date | None = None
    place: str = ""
    said: str = ""
    topics: frozenset[str] = frozenset()
    note_taker_id: int | None = None
    trigger: str = TalkTrigger.ROUTINE.value
    talk_id: int | None = None
    makes_up: tuple[int, ...] = ()
    proofs: tuple[Proof, ...] = ()

    @property
    def kind(self) -> TalkKind:
        return KIND_OF[type(self.words)]

    def deeds(self, unit_id: int, number: int = 0) -> tuple[NewDeed, ...]:
        """What it emits: a deed for each counterpart; none for kinds that count for no duty, or without seat or day."""
        if self.kind not in COUNTING or self.holder_id is None or self.on is None:
            return ()
        return tuple(
            NewDeed(unit_id, self.holder_id, ActKind.TALK.value, self.topics, self.on, (RECORD, number), post) for post in self.counterparts
        )
