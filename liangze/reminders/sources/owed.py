"""The shape of what one can be reminded of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from liangze.core.reminding import Item


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed and open. `post_id` the seat that owes it, None when the unit as a whole does."""

    source: str
    id: int
    title: str
    unit_id: int
    opens: date
    due: date
    post_id: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.source, self.id

    @property
    def item(self) -> Item:
        """In the core's shape."""
        return Item(self.key, self.due, self.opens)


class Source(Protocol):
    """A kind of thing. `page` is the name of the address that shows one, with its id as the only argument, or empty."""

    key: str
    page: str

    def falling(self, *, units: Collection[int], days: Collection[date], today: date) -> Iterable[Owed]:
        """What is open in these units and due on one of these days."""
        ...

    def open(self, ids: Collection[int], *, today: date) -> Iterable[Owed]:
        """Those of these that are owed still: not settled, not withdrawn, not waiting for somebody else."""
        ...

    def of_units(self, units: Collection[int], *, today: date) -> Iterable[Owed]:
        """What runs in these units now or is overdue, the earliest due day first."""
        ...
