"""An entry as a person writes it, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.duties.actions import NewDeed
from liangze.trust.attachments import Proof

RECORD = "conduct.entry"  # the type under which deeds and attachments know an entry


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One act. `on` the day it was done, `holder_id` the seat that did it, `counterparts` the seats towards which.

    makes_up  ids of missed obligations of earlier periods that it makes up for, named by the recorder.
    """

    unit_id: int
    kind: str
    on: date
    holder_id: int
    title: str
    topics: frozenset[str] = frozenset()
    counterparts: tuple[int, ...] = ()
    note: str = ""
    proofs: tuple[Proof, ...] = ()
    makes_up: tuple[int, ...] = ()

    def deeds(self, entry_id: int = 0) -> tuple[NewDeed, ...]:
        """What it emits: one deed for each counterpart, or one."""
        return tuple(
            NewDeed(self.unit_id, self.holder_id, self.kind, self.topics, self.on, (RECORD, entry_id), counterpart)
            for counterpart in self.counterparts or (None,)
        )
