"""What must hold for a major matter and for its discussion."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from liangze.core.errors import Refusal
from liangze.core.major_matter import WITH_AMOUNT, Fault, Majority, MatterKind, Vote, faults
from liangze.meetings.checks.held import WORDS_LIMIT
from liangze.meetings.record import Discussion, NewMatter

TITLE_LIMIT, TEXT_LIMIT, REASON_LIMIT = 200, 5000, 120
#: The principal speaks last: Huzhou 二（一）7, Hualong 12.2.
SPEAKS_LAST = "末位表态 · 二（一）7；第十二条2"
RECUSAL = "回避"


def matter_objections(matter: NewMatter, meeting_on: date) -> Iterator[Refusal]:
    """What stands against laying the matter before a meeting of that day."""
    if matter.kind not in set(MatterKind):
        yield Refusal("The kind of matter is unknown.", remedy="Choose one of the four kinds.", field="kind")
    if not matter.title.strip() or len(matter.title) > TITLE_LIMIT:
        yield Refusal(
            "The title is missing or too long.", remedy="Write one of at most %(limit)s characters.", field="title",
            params={"limit": TITLE_LIMIT},
        )
    if matter.kind in WITH_AMOUNT and not matter.amount:
        yield Refusal("The sum is missing.", remedy="Write how much is to be used, in yuan.", field="amount")
    if matter.amount is not None and not 0 < matter.amount < 10**14:
        yield Refusal("This is no sum.", remedy="Write it in yuan as a number, for example 1200000.", field="amount")
    if matter.circulated_on > meeting_on:
        yield Refusal(
            "The materials would reach the members only after the meeting of %(on)s.", field="circulated_on", params={"on": meeting_on},
            remedy="They are circulated beforehand: put the day on which they were sent.",
        )
    if len(matter.proposal) > TEXT_LIMIT:
        yield _too_long("proposal", TEXT_LIMIT)


FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.RECUSED_SPOKE: ("“%(seat)s” recused and cannot have spoken.", "Take its place in the order of speaking out."),
    Fault.RECUSED_VOTED: ("“%(seat)s” recused and cannot vote.", "Take its vote out."),
    Fault.NOT_PRESENT: ("“%(seat)s” was not present and can neither speak nor vote.", "Check the attendance of the meeting."),
    Fault.SAME_PLACE: ("Two seats stand at the same place in the order of speaking.", "Number them one after another."),
}


def discussion_objections(talk: Discussion, present: Collection[int], seats: Mapping[int, str]) -> Iterator[Refusal]:
    """What stands against the record of the discussion. `seats`: titles of all seats that belong to the meeting, by id."""
    voices = [row.voice for row in talk.voices]
    if any(voice.seat not in seats for voice in voices) or len({voice.seat for voice in voices}) < len(voices):
        yield Refusal("A seat does not belong to this meeting, or stands there twice.", remedy="Choose from the seats offered.",
                      field="voices")
        return
    for fault, seat in faults(voices, present):
        what, remedy = FAULTS[fault]
        clause = RECUSAL if fault in (Fault.RECUSED_SPOKE, Fault.RECUSED_VOTED) else None
        yield Refusal(what, remedy=remedy, field=f"voice-{seat}", params={"seat": seats[seat]}, clause=clause)
    votes = sum(voice.vote is not None and voice.vote in set(Vote) for voice in voices)
    if votes > len(present):
        yield Refusal(
            "There are %(votes)s votes, but only %(present)s were present.", field="voices",
            params={"votes": votes, "present": len(present)}, remedy="Each seat that was present has one vote.",
        )
    if not votes:
        yield Refusal("No vote is recorded.", remedy="Record how each seat that was present voted.", field="voices")
    for row in talk.voices:
        if row.voice.recused and not row.recused_reason.strip():
            yield Refusal("“%(seat)s” recused without a reason.", remedy="Write why it recused.", field=f"voice-{row.voice.seat}",
                          params={"seat": seats[row.voice.seat]})
        if max(len(row.said), len(row.dissent)) > WORDS_LIMIT or len(row.recused_reason) > REASON_LIMIT:
            yield _too_long(f"voice-{row.voice.seat}", WORDS_LIMIT)
    if talk.majority not in set(Majority):
        yield Refusal("It does not say what majority carries it.", remedy="Choose one of the majorities.", field="majority")
    if not talk.decision.strip() or len(talk.decision) > TEXT_LIMIT:
        yield Refusal("The decision is missing or too long.", remedy="Write what was decided, also where it was not carried.",
                      field="decision")


def _too_long(field: str, limit: int) -> Refusal:
    return Refusal("This has more than %(limit)s characters.", remedy="Say it more briefly.", field=field, params={"limit": limit})
