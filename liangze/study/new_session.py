"""A session as a person writes it, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from liangze.duties.actions import NewDeed
from liangze.trust.attachments import Proof

RECORD = "study.session"  # the type under which deeds and attachments know a session


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody the session is for, by seat. present  None in a plan.  reason  of an absence.  speech  what was said."""

    post_id: int
    present: bool | None = None
    reason: str = ""
    speech: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What the session counts as: a kind of act, the seat whose act it is, its topics."""

    kind: str
    holder_id: int
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session. on  the day it is planned for, or was held on. Fields that the form does not have are left empty.

    makes_up  ids of missed obligations of earlier periods that it makes up for, named by the recorder.
    """

    unit_id: int
    form: str
    title: str
    on: date
    place: str = ""
    lead_id: int | None = None
    materials: str = ""
    audience: str = ""
    organiser: str = ""
    hours: Decimal | None = None
    means: str = ""
    site_id: int | None = None
    note: str = ""
    named: tuple[Named, ...] = ()
    acts: tuple[Act, ...] = ()
    proofs: tuple[Proof, ...] = ()
    makes_up: tuple[int, ...] = ()

    def deeds(self, session_id: int = 0) -> tuple[NewDeed, ...]:
        """What it emits when it was held: one deed for each act. All of the unit that records it."""
        return tuple(
            NewDeed(self.unit_id, act.holder_id, act.kind, act.topics, self.on, (RECORD, session_id), None) for act in self.acts
        )
