"""Collective decisions on major matters (三重一大): who spoke in which order, who may vote, whether it is carried.

The principal speaks last (末位表态). Who recuses neither speaks nor votes and does not count as present for the matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class MatterKind(StrEnum):
    """The four kinds of major matter."""

    DECISION = "decision"  # 重大决策
    APPOINTMENT = "appointment"  # 重要干部任免
    PROJECT = "project"  # 重大项目安排
    FUNDS = "funds"  # 大额度资金使用


#: Kinds of which the sum is part of what is decided.
WITH_AMOUNT = frozenset({MatterKind.FUNDS})


class Vote(StrEnum):
    """A vote. A seat that did not vote has none."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Majority(StrEnum):
    """What carries a matter."""

    HALF_PRESENT = "half_present"  # more than half of those present
    TWO_THIRDS_PRESENT = "two_thirds_present"  # two thirds of those present, or more
    HALF_MEMBERS = "half_members"  # more than half of all members, present or not


@dataclass(frozen=True, slots=True)
class Voice:
    """One seat at the matter. spoke: its place in the order of speaking, from 1; None when it did not speak."""

    seat: int
    spoke: int | None = None
    vote: Vote | None = None
    recused: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Votes counted. present: those who sat through the matter; members: all who belong to the body."""

    for_: int
    against: int
    abstain: int
    present: int
    members: int

    @property
    def voted(self) -> int:
        return self.for_ + self.against + self.abstain


def counted(voices: Iterable[Voice], members: int) -> Counted:
    """Count. A recused seat is not present for the matter, whatever else the row says."""
    rows = [voice for voice in voices if not voice.recused]
    votes = [voice.vote for voice in rows]
    return Counted(votes.count(Vote.FOR), votes.count(Vote.AGAINST), votes.count(Vote.ABSTAIN), len(rows), max(members, len(rows)))


def carried(count: Counted, majority: Majority) -> bool:
    """Whether the votes for it are enough. Nothing is carried without a vote for it."""
    if majority is Majority.HALF_MEMBERS:
        return count.for_ * 2 > count.members
    if majority is Majority.TWO_THIRDS_PRESENT:
        return count.for_ > 0 and count.for_ * 3 >= count.present * 2
    return count.for_ * 2 > count.present


class Order(StrEnum):
    """What the order of speaking says about the principal."""

    LAST = "last"
    NOT_LAST = "not_last"  # somebody spoke after: to be warned of, and recorded
    SILENT = "silent"  # the principal did not speak, or there is none


def spoken(voices: Iterable[Voice]) -> list[int]:
    """The seats that spoke, in their order."""
    return [voice.seat for voice in sorted((one for one in voices if one.spoke), key=lambda one: one.spoke or 0)]


def order_of_speaking(order: Sequence[int], principals: Collection[int]) -> Order:
    """Whether the principal spoke last. `order`: seats as they spoke."""
    places = [place for place, seat in enumerate(order) if seat in principals]
    if not places:
        return Order.SILENT
    return Order.LAST if places[-1] == len(order) - 1 and len(places) == 1 else Order.NOT_LAST


class Fault(StrEnum):
    """What cannot be in a record of a discussion."""

    RECUSED_SPOKE = "recused_spoke"
    RECUSED_VOTED = "recused_voted"
    NOT_PRESENT = "not_present"
    SAME_PLACE = "same_place"  # two seats at the same place in the order


def faults(voices: Sequence[Voice], present: Collection[int]) -> list[tuple[Fault, int]]:
    """Everything that cannot be, with the seat it is about. `present`: the seats that attended the meeting themselves."""
    found: list[tuple[Fault, int]] = []
    places: set[int] = set()
    for voice in voices:
        took_part = voice.spoke is not None or voice.vote is not None
        if voice.recused and voice.spoke is not None:
            found.append((Fault.RECUSED_SPOKE, voice.seat))
        if voice.recused and voice.vote is not None:
            found.append((Fault.RECUSED_VOTED, voice.seat))
        if took_part and voice.seat not in present:
            found.append((Fault.NOT_PRESENT, voice.seat))
        if voice.spoke is not None and voice.spoke in places:
            found.append((Fault.SAME_PLACE, voice.seat))
        if voice.spoke is not None:
            places.add(voice.spoke)
    return found
