"""A timed duty as the file writes it, and the way to the engine's `Duty` and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from liangze.core.duty import Act, Due, Duty, Holder, UnitFilter
from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind
from liangze.packs.values import Ident, Path, Title
from liangze.packs.words import Addressee

#: A day of the month; the file writes `last`, the value holds 0.
DAY = "day of month"


@dataclass(frozen=True, slots=True)
class UnitsEntry:
    kinds: frozenset[UnitKind] = frozenset()
    levels: frozenset[Level] = frozenset()
    within: Literal["subtree", "self", "below", "children"] = "subtree"


@dataclass(frozen=True, slots=True)
class HolderEntry:
    role: Role
    units: UnitsEntry = UnitsEntry()


@dataclass(frozen=True, slots=True)
class ActEntry:
    kind: ActKind
    topics: frozenset[Ident]


@dataclass(frozen=True, slots=True)
class DueEntry:
    """Month: of the year for `year`; counted from 1 within the period for shorter cadences."""

    month: int
    day: Annotated[int, DAY]


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """Keys of one item of `duties`, in the order in which they are written."""

    id: Ident
    clause: Path
    title: Title
    holder: HolderEntry
    act: ActEntry
    every: Every
    towards: Towards | None = None
    times: int = 1
    about: Literal["same", "previous"] = "same"
    opens: date | None = None
    due: date | DueEntry | None = None
    roll: Literal["next_working_day"] | None = None
    to: tuple[Addressee, ...] = ()
    accept: Addressee | None = None
    presence: Presence = Presence.HALF


def duty_of(entry: DutyEntry) -> Duty:
    """The engine's value of the entry."""
    units, due = entry.holder.units, entry.due
    return Duty(
        id=entry.id,
        clause=entry.clause,
        title=entry.title,
        holder=Holder(entry.holder.role, UnitFilter(units.kinds, units.levels, units.within)),
        act=Act(entry.act.kind, entry.act.topics),
        every=entry.every,
        towards=entry.towards,
        times=entry.times,
        about=entry.about,
        due=Due(due.month, due.day) if isinstance(due, DueEntry) else None,
        once_opens=entry.opens,
        once_due=due if isinstance(due, date) else None,
        roll=entry.roll,
        to=tuple(map(str, entry.to)),
        accept=None if entry.accept is None else str(entry.accept),
        presence=entry.presence,
    )


def entry_of(duty: Duty) -> DutyEntry:
    """The entry of the engine's value. `duty_of(entry_of(duty)) == duty` for every duty of a pack."""
    units = duty.holder.units
    filter_ = UnitsEntry(units.kinds, units.levels, units.within)  # type: ignore[arg-type]  # words checked when the pack was read
    return DutyEntry(
        id=duty.id,
        clause=duty.clause,
        title=duty.title,
        holder=HolderEntry(duty.holder.role, filter_),
        act=ActEntry(duty.act.kind, duty.act.topics),
        every=duty.every,
        towards=duty.towards,
        times=duty.times,
        about=duty.about,  # type: ignore[arg-type]  # words checked when the pack was read
        opens=duty.once_opens,
        due=duty.once_due or (DueEntry(duty.due.month, duty.due.day) if duty.due else None),
        roll=duty.roll,  # type: ignore[arg-type]  # words checked when the pack was read
        to=tuple(map(Addressee, duty.to)),
        accept=None if duty.accept is None else Addressee(duty.accept),
        presence=duty.presence,
    )
