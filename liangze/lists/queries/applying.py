"""Which duties apply to units in a year, and for which of their seats. The engine's own statements decide; nothing is said again here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from liangze.core.listing import Asked, Stands, seat_role
from liangze.core.organisation import Span
from liangze.core.windows import binds, windows
from liangze.core.words import Role, UnitKind
from liangze.duties.planning.shapes import adoption_value, duty_value
from liangze.duties.planning.targets import parameters, target
from liangze.organisation.models import Post, Unit
from liangze.regulations.models import Adoption, Duty, StandingDuty

#: Roles that have lists, in the order of a unit's book.
LISTED = (
    Role.LEADERSHIP, Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_ORGAN, Role.DISCIPLINE_PRINCIPAL, Role.STATIONED_GROUP,
    Role.LEADING_GROUP,
)


@dataclass(frozen=True, slots=True)
class Applying:
    """What applies in a year to the units asked for.

    duties, standing  the rows by id, with version, regulation and clause loaded.
    timed   unit: ids of timed duties owed there by some seat.  stands  unit: ids of standing duties of a role seated there.
    roles   unit: roles that have a list there.  ranks  unit: versions, those adopted nearest first.
    """

    duties: Mapping[int, Duty]
    standing: Mapping[int, StandingDuty]
    timed: Mapping[int, frozenset[int]]
    stands: Mapping[int, frozenset[int]]
    roles: Mapping[int, tuple[Role, ...]]
    ranks: Mapping[int, tuple[int, ...]]

    def earlier(self, versions: Iterable[int]) -> set[int]:
        """Those of the versions that a later one of the same regulation follows within the year."""
        numbers = {row.version_id: row.version for row in (*self.duties.values(), *self.standing.values())}
        mine = [numbers[pk] for pk in versions if pk in numbers]
        return {a.pk for a in mine for b in mine if a.regulation_id == b.regulation_id and a.version < b.version}

    def asked(self, unit_id: int) -> tuple[Asked, ...]:
        """The timed duties of the unit in the shape of the core."""
        rows = (self.duties[number] for number in self.timed.get(unit_id, ()))
        return tuple(Asked(row.pk, row.version_id, row.position, duty_value(row)) for row in rows)

    def standing_of(self, unit_id: int) -> tuple[Stands, ...]:
        """The standing duties of the unit in the shape of the core. Of a regulation revised within the year the later version speaks."""
        earlier = self.earlier(self.ranks.get(unit_id, ()))
        keys = {(row.version_id, row.key): row.pk for row in self.duties.values()}
        return tuple(
            Stands(
                row.pk, row.version_id, row.position, Role(row.role), row.list_number if row.list_part else None,
                tuple(keys[row.version_id, key] for key in row.see if (row.version_id, key) in keys),
            )
            for row in (self.standing[number] for number in self.stands.get(unit_id, ()))
            if row.version_id not in earlier
        )


def applying(units: Sequence[Unit], year: int) -> Applying:
    """Five statements, however many units. A stationed group counts for its own unit and for the one right above, which sends it."""
    places = {unit.pk: unit for unit in units}
    seats = _seats(places, year)
    near = {unit_id: home for unit_id, home, _ in seats} | {pk: pk for pk in places}
    above = {pk for unit in units for pk in unit.ancestor_ids} | set(near)
    adoptions = [
        (row, value.span)
        for row in Adoption.objects.filter(unit__in=above).select_related("version__regulation", "unit").defer("version__pack")
        if (value := adoption_value(row)) and value.span.meet(Span(date(year, 1, 1), date(year + 1, 1, 1)))
    ]
    versions = {row.version_id for row, _ in adoptions}
    loaded = ("version__regulation", "clause")
    duties = {row.pk: row for row in Duty.objects.filter(version__in=versions).select_related(*loaded).defer("version__pack")}
    standing = {row.pk: row for row in StandingDuty.objects.filter(version__in=versions).select_related(*loaded).defer("version__pack")}
    roles: dict[int, set[Role]] = defaultdict(set)
    for _, home, role in seats:
        roles[home].add(role)
    return Applying(
        duties, standing, _timed(adoptions, duties.values(), seats, year), _stands(adoptions, standing.values(), places, roles),
        {pk: tuple(role for role in LISTED if role in roles[pk]) for pk in places},
        {pk: _ranks(adoptions, unit) for pk, unit in places.items()},
    )


def _seats(places: Mapping[int, Unit], year: int) -> list[tuple[int, int, Role]]:
    """(unit of the seat, unit whose book it is in, role), of seats that exist on some day of the year; inner offices have none."""
    here = Q(unit__in=places) & ~Q(unit__kind=UnitKind.OFFICE)
    sent = Q(role=Role.STATIONED_GROUP, unit__parent__in=places)
    there = (Q(until__isnull=True) | Q(until__gt=date(year, 1, 1))) & Q(since__lt=date(year + 1, 1, 1))
    rows = Post.objects.filter(here | sent, there, role__in=LISTED).values_list("unit_id", "unit__parent_id", "role").distinct()
    found = [(unit, unit, Role(role)) for unit, _, role in rows if unit in places]
    return found + [(unit, parent, Role(role)) for unit, parent, role in rows if parent in places and role == Role.STATIONED_GROUP]


def _timed(
    adoptions: Sequence[tuple[Adoption, Span]], duties: Iterable[Duty], seats: Sequence[tuple[int, int, Role]], year: int
) -> dict[int, frozenset[int]]:
    homes: dict[tuple[int, Role], set[int]] = defaultdict(set)
    for unit, home, role in seats:
        homes[unit, role].add(home)
    parts, values = [], {}
    for row in duties:
        duty = duty_value(row)
        for adoption, span in adoptions:
            if adoption.version_id != row.version_id:
                continue
            asked = tuple(window for window in windows(duty, year) if binds(window, span.since, span.until))
            if not asked:
                continue
            prefix, pieces = f"d{len(parts)}", target(duty)
            own = parameters(
                duty, asked, scope_id=adoption.unit_id, scope_path=adoption.unit.path, today=date(year, 12, 31),
                only=sorted({unit for unit, _, _ in seats}),
            )
            values |= {f"{prefix}_{name}": value for name, value in own.items()}
            statement = f"WITH {pieces.common} {pieces.select}".replace("%(", f"%({prefix}_")
            parts.append(f"SELECT DISTINCT {row.pk}, t.unit_id FROM ({statement}) t")  # noqa: S608 - own text, values are parameters
    found: dict[int, set[int]] = defaultdict(set)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            by_id = {row.pk: row for row in duties}
            for number, unit_id in cursor.fetchall():
                for home in homes[unit_id, seat_role(Role(by_id[number].role))]:
                    found[home].add(number)
    return {unit_id: frozenset(numbers) for unit_id, numbers in found.items()}


def _stands(
    adoptions: Sequence[tuple[Adoption, Span]], standing: Iterable[StandingDuty], places: Mapping[int, Unit], roles: Mapping[int, set[Role]]
) -> dict[int, frozenset[int]]:
    """A standing duty has no filter but its role: it applies where the version binds and the role has a seat."""
    scopes: dict[int, list[str]] = defaultdict(list)
    for adoption, _ in adoptions:
        scopes[adoption.version_id].append(adoption.unit.path)
    return {
        pk: frozenset(
            row.pk
            for row in standing
            if seat_role(Role(row.role)) in roles[pk] and any(unit.path.startswith(path) for path in scopes[row.version_id])
        )
        for pk, unit in places.items()
    }


def _ranks(adoptions: Sequence[tuple[Adoption, Span]], unit: Unit) -> tuple[int, ...]:
    over = [(len(row.unit.path), row.version_id) for row, _ in adoptions if unit.path.startswith(row.unit.path)]
    return tuple(dict.fromkeys(version for _, version in sorted(over, key=lambda pair: (-pair[0], pair[1]))))
