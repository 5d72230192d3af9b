"""Records as the page of an obligation shows them, whichever room keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from liangze.duties.queries.words import Topics
from liangze.organisation.policy import Acting
from liangze.trust.attachments import Used, uses_of_records


@dataclass(frozen=True, slots=True)
class Card:
    """One record that emits deeds. type, id  under which deeds know it, e.g. ("conduct.entry", 12).

    files_of  records on which its files hang, as far as the reader may see them; `files` is filled from there for all cards at once.
    `standing` says why it does not count where it does not: waiting, returned, withdrawn; else "counts".
    A room whose records are not for everybody says in the title as much as the reader may know.
    """

    type: str
    id: int
    number: str
    title: str
    kind: str
    on: date
    entered: date
    entered_by: str
    seat: str
    topics: str
    voided: bool
    files_of: tuple[tuple[str, int], ...] = ()
    files: tuple[Used, ...] = ()
    standing: str = "counts"
    note: str = ""
    late_days: int = 0


#: What a room offers: the cards of its records by id, as far as the person may know. One or two statements, none without ids.
CardReader = Callable[[Iterable[int], Topics, Acting], dict[int, Card]]
CardReaders = Mapping[str, CardReader]


def cards_of(
    records: Iterable[tuple[str, int]], topics: Topics, by: Acting, readers: CardReaders, *, files: bool = True
) -> dict[tuple[str, int], Card]:
    """The cards of records of any room, those left out that no room knows. The statements of each room met, and one for all files."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, number in sorted(set(records)):
        ids[kind].append(number)
    found = {
        (kind, number): card for kind in ids if kind in readers for number, card in readers[kind](ids[kind], topics, by).items()
    }
    hanging = {each for card in found.values() for each in card.files_of} if files else set()
    used = uses_of_records(hanging) if hanging else {}
    return {
        key: replace(card, files=tuple(one for each in card.files_of for one in used.get(each, ()))) if used else card
        for key, card in found.items()
    }
