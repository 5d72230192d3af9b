"""Who could be asked to sign for a year, and what the basis gate says of each: counted for a whole level, listed page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.gate import Asked, Basis, Issuer, Permit, basis
from liangze.core.words import Instrument, Level, Role, UnitKind
from liangze.letters.models import LetterKind
from liangze.letters.queries import asking_sql as sql
from liangze.letters.queries.ruled import Ruled, permits_of_level
from liangze.organisation.models import Post, Unit

#: Seats of the own leadership that a principal may want to ask; the gate says which of them a clause names.
OWN = (Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)

DUE, HAVE, VACANT, OUT = "due", "have", "vacant", "out"
FEW = 60  # seats named of each part that is not asked


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen. below: every unit below issues its own letters too. level, units: of the holders; empty: all."""

    unit_id: int
    year: int
    kind: str
    below: bool = False
    level: str = ""
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A seat, its holder, who would ask it, and whether that may be. letter_id: the letter that it has already."""

    issuer_unit_id: int
    issuer_unit: str
    issuer_post_id: int | None
    issuer_person_id: int | None
    unit_id: int
    unit: str
    post_id: int
    seat: str
    person_id: int | None
    person: str
    basis: Basis
    letter_id: int | None
    place: str

    @property
    def vacant(self) -> str:
        """"issuer" or "holder" where nobody could sign."""
        return "issuer" if self.issuer_person_id is None else "holder" if self.person_id is None else ""

    @property
    def due(self) -> bool:
        """Whether a letter can be issued to it now."""
        return self.place == DUE


@dataclass(frozen=True, slots=True)
class Survey:
    """What the gate says of a level, in figures.

    answers  for each mix of issuer and seat: issuer's kind and level, the unit whose rules bind the issuer, kind and level of the holder's
             unit, role of the seat.
    places  how many seats are due, have one, are vacant, or are out for a reason.
    reasons  by the place of those kept out: why.  values  of the statements, as they were asked.
    """

    wanted: Wanted
    answers: Mapping[str, Basis]
    places: Mapping[str, int]
    reasons: Mapping[str, Basis]
    values: dict[str, Any]

    @property
    def due(self) -> int:
        return self.places.get(DUE, 0)

    @property
    def out(self) -> int:
        return sum(self.places[place] for place in self.reasons)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Those by which somebody may be asked."""
        return tuple(dict.fromkeys(each.params["clause"] for each in self.answers.values() if each))


def survey(wanted: Wanted, unit: Unit, today: date) -> Survey:
    """Three statements whatever the number. `unit` is that of `wanted`; permission is the caller's business."""
    permits = permits_of_level(unit, wanted.below, today)
    values = _values(wanted, unit, today, permits)
    with connection.cursor() as cursor:
        cursor.execute(_of(wanted, sql.GROUPS), values)
        rows = cursor.fetchall()
    own = wanted.kind == LetterKind.TO_MEMBER
    answers: dict[str, Basis] = {}
    numbers: dict[tuple[str, str], int] = {}
    places: dict[str, int] = {}
    for mix, part, count in rows:
        if mix not in answers:
            answers[mix] = _answer(mix, own, permits)
        said = answers[mix]
        place = part if said else f"{OUT}{numbers.setdefault(_reason(said), len(numbers) + 1)}"
        places[place] = places.get(place, 0) + count
    reasons = {f"{OUT}{numbers[_reason(said)]}": said for said in reversed(answers.values()) if not said}
    values |= {"mixes": list(answers), "reasons": [0 if said else numbers[_reason(said)] for said in answers.values()]}
    return Survey(wanted, answers, places, dict(sorted(reasons.items())), values)


def listed(found: Survey, *, first: int = 0, last: int = 200, few: int = FEW) -> tuple[Candidate, ...]:
    """Those due from `first` to `last`, and of every other place the first `few`, in the order of the tree. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_of(found.wanted, sql.LISTED), found.values | {"first": first, "last": last, "few": few})
        rows = cursor.fetchall()
    return tuple(Candidate(*row[:10], found.answers[row[10]], *row[11:]) for row in rows)


def put_into(batch_id: int, found: Survey) -> int:
    """A seat of the batch for everybody who is due; how many. One statement, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_of(found.wanted, sql.ORDERED), found.values | {"batch": batch_id})
        return int(cursor.rowcount)


def basis_of(issuer: Unit, post: Post, permits: Sequence[Permit]) -> Basis:
    """What the gate says of one seat, its unit loaded. No statement."""
    asked = Asked(UnitKind(post.unit.kind), Level(post.unit.level), Role(post.role), post.unit_id == issuer.pk)
    return basis(Instrument.LETTER, Issuer(UnitKind(issuer.kind), Level(issuer.level)), asked, permits)


def _answer(mix: str, own: bool, ruled: Mapping[int, Ruled]) -> Basis:
    issuer_kind, issuer_level, over, kind, level, role = mix.split(" ")
    permits = ruled[int(over)].permits if int(over) in ruled else ()
    asked = Asked(UnitKind(kind), Level(level), Role(role), own)
    return basis(Instrument.LETTER, Issuer(UnitKind(issuer_kind), Level(issuer_level)), asked, permits)


def _reason(said: Basis) -> tuple[str, str]:
    return said.why, said.params.get("clause", "")


def _of(wanted: Wanted, statement: str) -> str:
    asker = "u.id" if wanted.kind == LetterKind.TO_MEMBER else "u.parent_id"
    return statement.format(issuers=sql.ALL_BELOW if wanted.below else sql.ONE, asker=asker)


def _values(wanted: Wanted, unit: Unit, today: date, ruled: Mapping[int, Ruled]) -> dict[str, Any]:
    return {
        "unit": unit.pk, "path": unit.path, "today": today, "year": wanted.year, "level": wanted.level, "units": list(wanted.units),
        "roles": [*OWN] if wanted.kind == LetterKind.TO_MEMBER else [Role.PRINCIPAL.value], "ruled": list(ruled),
        "ruled_paths": [each.path for each in ruled.values()],
    }
