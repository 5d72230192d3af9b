"""A deed before it is stored: what rooms that do the work hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewDeed:
    """One thing done on one day by one holder, towards one counterpart or none.

    source  (type, id) of the record that emits it; deeds of one record share it.
    """

    unit_id: int
    holder_id: int
    kind: str
    topics: frozenset[str]
    on: date
    source: tuple[str, int]
    counterpart_id: int | None = None
