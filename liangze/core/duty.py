"""A duty: what one clause asks, as a frozen value. Section "Duty" of the engine's description."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units of a regulation's scope are meant. Empty kinds or levels mean all of them.

    within  "subtree": the scope unit and all below; "self": the scope unit alone; "below": all below it;
            "children": its direct children.
    """

    kinds: frozenset[UnitKind] = frozenset()
    levels: frozenset[Level] = frozenset()
    within: str = "subtree"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who owes: the seats of that role in those units."""

    role: Role
    units: UnitFilter = field(default_factory=UnitFilter)


@dataclass(frozen=True, slots=True)
class Act:
    """What must be done: a deed of this kind that has all of these topics."""

    kind: ActKind
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """A day of the year. `day` 0 means the last day of the month (February follows the leap year)."""

    month: int
    day: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One timed duty of one version of a regulation.

    times     least number of deeds in the period, 1 or more.
    about     "same": the period is the one in which it is done; "previous": the report is about the period
              before, and is due in the period after it.
    due       None: last day of the period. For `once`: `once_due` is the day.
    roll      None: a due day on a rest day stays. "next_working_day": it moves on.
    accept    role at the superior that must accept before it counts; None: it counts when recorded.
    """

    id: str
    clause: tuple[str, ...]
    title: str
    holder: Holder
    act: Act
    every: Every
    towards: Towards | None = None
    times: int = 1
    about: str = "same"
    due: Due | None = None
    once_opens: date | None = None
    once_due: date | None = None
    roll: str | None = None
    to: tuple[str, ...] = ()
    accept: str | None = None
    presence: Presence = Presence.HALF
