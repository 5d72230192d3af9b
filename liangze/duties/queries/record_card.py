"""Records as the page of an obligation shows them, whichever room keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liangze.duties.queries.words import Topics
from liangze.organisation.policy import Acting
from liangze.trust.attachments import Used


@dataclass(frozen=True, slots=True)
class Card:
    """One record that emits deeds. type, id  under which deeds know it, e.g. ("conduct.entry", 12).

    `standing` says why it does not count where it does not: waiting, returned, withdrawn; else "counts".
    A room whose records are not for everybody leaves title and files as much as the reader may know.
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
    files: tuple[Used, ...]
    voided: bool
    standing: str = "counts"
    note: str = ""
    late_days: int = 0


#: What a room offers: the cards of its records by id, as far as the person may know. Two statements, or none without ids.
CardReader = Callable[[Iterable[int], Topics, Acting], dict[int, Card]]
CardReaders = Mapping[str, CardReader]
