"""What a responsibility list is drawn from: overlaps joined, printed items first and in their printed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from liangze.core.duty import Duty
from liangze.core.words import SEAT_OF, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A timed duty that applies. `version` is the regulation's version it stands in, `order` its place there."""

    id: int
    version: int
    order: int
    duty: Duty


@dataclass(frozen=True, slots=True)
class Stands:
    """A standing duty that applies.

    printed  its number in the version's printed list for the role, None where it is not in one.
    see      ids of the timed duties that carry it out; those that do not apply are passed over.
    """

    id: int
    version: int
    order: int
    role: Role
    printed: int | None = None
    see: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item: the duties that it shows, those of the printed list or text first.

    printed  its number in a printed list.  chosen  False: offered only, because the version prints a list without it.
    """

    standing: tuple[int, ...]
    timed: tuple[int, ...]
    printed: int | None
    chosen: bool


Overlap = tuple[object, ...]


def seat_role(role: Role) -> Role:
    """The role of the seat that answers: a department answers through its leadership."""
    return SEAT_OF.get(role, role)


def overlap(duty: Duty) -> Overlap:
    """Two duties with the same value ask for the same thing: the same seat, act, topics, cadence and counterparts.

    How many times and by which day may differ: the item shows both. A single dated duty overlaps with one of the same day.
    """
    once: date | None = duty.once_due
    return (seat_role(duty.holder.role), duty.act.kind, duty.act.topics, duty.every, duty.towards, duty.about, once)


def drawn(role: Role, asked: Iterable[Asked], stands: Iterable[Stands], ranks: Sequence[int]) -> tuple[Drawn, ...]:
    """The items of one role.

    asked   all timed duties that apply to the unit: those of other roles only show where a standing duty points to them.
    stands  the standing duties that apply; those of other roles are passed over.
    ranks   versions, the one whose items come first first. A version that is not among them comes last.

    Every timed and standing duty of the role is in an item; a timed duty stands alone only where no item points to it.
    Items of one version are never joined: a printed list comes out complete. An item of a later version that points to
    exactly the same timed duties as one before it joins that one.
    """
    place = {version: number for number, version in enumerate(ranks)}
    timed = {each.id: each for each in asked}
    groups: dict[Overlap, list[int]] = defaultdict(list)
    for one in sorted(timed.values(), key=lambda a: (place.get(a.version, len(place)), a.version, a.order, a.id)):
        groups[overlap(one.duty)].append(one.id)
    mine = [each for each in stands if seat_role(each.role) is seat_role(role)]
    lists = {each.version for each in mine if each.printed is not None}
    mine.sort(key=lambda s: (s.printed is None, place.get(s.version, len(place)), s.version, s.printed or 0, s.order, s.id))
    rows: list[_Row] = []
    for each in mine:
        seen = tuple(dict.fromkeys(overlap(timed[number].duty) for number in each.see if number in timed))
        row = next((r for r in rows if seen and set(r.groups) == set(seen) and each.version not in r.versions), None)
        if row is None:
            rows.append(_Row([each.id], {each.version}, seen, each.printed, each.printed is not None or each.version not in lists))
        else:
            row.standing.append(each.id)
            row.versions.add(each.version)
            row.chosen = row.chosen or each.printed is not None or each.version not in lists
    shown = {key for row in rows if row.chosen for key in row.groups}
    alone = [key for key in groups if key not in shown and key[0] is seat_role(role)]
    chosen = [row for row in rows if row.chosen]
    return (
        *(row.drawn(groups) for row in chosen if row.printed is not None),
        *(Drawn((), tuple(groups[key]), None, True) for key in alone),
        *(row.drawn(groups) for row in chosen if row.printed is None),
        *(row.drawn(groups) for row in rows if not row.chosen),
    )


@dataclass(slots=True)
class _Row:
    """An item while it grows."""

    standing: list[int]
    versions: set[int]
    groups: tuple[Overlap, ...]
    printed: int | None
    chosen: bool

    def drawn(self, groups: dict[Overlap, list[int]]) -> Drawn:
        timed = tuple(number for key in self.groups for number in groups[key])
        return Drawn(tuple(self.standing), timed, self.printed, self.chosen)
