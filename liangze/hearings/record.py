"""What a hearing is to be, and the names under which other rooms know its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.appraisal import MINIMUM
from liangze.duties.actions import NewDeed

HEARING = "hearings.hearing"  # the type under which deeds, problems and proposals know a hearing
REPORT = "hearings.hearingreport"  # the type under which its files know a report
KIND = "hearing"  # of its deeds


@dataclass(frozen=True, slots=True)
class HearingTerms:
    """A hearing as a person plans it. reporters: ids of seats, in their turn."""

    unit_id: int
    holder_id: int
    title: str
    held_on: date | None
    place: str = ""
    agenda: str = ""
    topics: frozenset[str] = frozenset()
    reporters: tuple[int, ...] = ()
    minimum: int = MINIMUM
    threshold: int = 70


def deeds_of(
    hearing: tuple[int, int, int], reporters: tuple[tuple[int, int], ...], topics: frozenset[str], on: date
) -> tuple[NewDeed, ...]:
    """What a hearing emits: one deed of the seat that held it, and one of each seat that reported.

    hearing: (id, unit, seat); reporters: (unit, seat).
    """
    number, unit, holder = hearing
    seats = dict.fromkeys(((unit, holder), *reporters))
    return tuple(NewDeed(where, seat, KIND, topics, on, (HEARING, number), None) for where, seat in seats)
