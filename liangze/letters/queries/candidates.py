"""Who could be asked to sign for a year, and what the basis gate says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q, QuerySet

from liangze.core.gate import Asked, Basis, Issuer, Permit, basis
from liangze.core.words import Instrument, Level, Role, UnitKind
from liangze.letters.models import Letter, LetterKind
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Adoption
from liangze.regulations.models import Permit as PermitRow
from liangze.regulations.queries.permits import alive, permit_value

#: Seats of the own leadership that a principal may want to ask; the gate says which of them a clause names.
OWN = (Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)


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

    @property
    def vacant(self) -> str:
        """"issuer" or "holder" where nobody could sign."""
        return "issuer" if self.issuer_person_id is None else "holder" if self.person_id is None else ""

    @property
    def due(self) -> bool:
        """Whether a letter can be issued to it now."""
        return bool(self.basis) and not self.vacant and self.letter_id is None


def candidates(wanted: Wanted, unit: Unit, today: date) -> tuple[Candidate, ...]:
    """Five statements whatever the number. `unit` is that of `wanted`; permission is the caller's business."""
    issuers = {row.pk: row for row in _issuers(wanted, unit, today)}
    heads = {row["unit_id"]: row for row in _held(Post.objects.filter(unit__in=issuers, role=Role.PRINCIPAL), today)}
    permits = tuple(_permits(unit, wanted.below, today))
    rows = list(_held(_asked(wanted, list(issuers)), today))
    taken = Letter.objects.filter(year=wanted.year, ended_at=None, holder_post__in=[row["id"] for row in rows])
    letters = {(post, person): pk for pk, post, person in taken.values_list("pk", "holder_post", "holder_person")}
    by_issuer: dict[int, list[Permit]] = {}
    found = []
    for row in rows:
        issuer = issuers[row["unit_id"] if wanted.kind == LetterKind.TO_MEMBER else row["unit__parent_id"]]
        if issuer.pk not in by_issuer:
            by_issuer[issuer.pk] = [permit for of, permit in permits if of in issuer.ancestor_ids]
        head = heads.get(issuer.pk, {})
        found.append(
            Candidate(
                issuer.pk, issuer.name, head.get("id"), head.get("held__person_id"), row["unit_id"], row["unit__name"], row["id"],
                row["title"], row["held__person_id"], row["held__person__name"] or "",
                basis(Instrument.LETTER, Issuer(UnitKind(issuer.kind), Level(issuer.level)), _value(row, issuer.pk), by_issuer[issuer.pk]),
                letters.get((row["id"], row["held__person_id"])),
            )
        )
    return tuple(found)


def basis_of(issuer: Unit, post: Post, permits: Sequence[Permit]) -> Basis:
    """What the gate says of one seat, its unit loaded. No statement."""
    asked = Asked(UnitKind(post.unit.kind), Level(post.unit.level), Role(post.role), post.unit_id == issuer.pk)
    return basis(Instrument.LETTER, Issuer(UnitKind(issuer.kind), Level(issuer.level)), asked, permits)


def _value(row: dict[str, object], issuer_id: int) -> Asked:
    return Asked(UnitKind(row["unit__kind"]), Level(row["unit__level"]), Role(row["role"]), row["unit_id"] == issuer_id)


def _issuers(wanted: Wanted, unit: Unit, today: date) -> QuerySet[Unit] | list[Unit]:
    """The unit; with `below`, all units below it that can issue: inner offices cannot."""
    if not wanted.below:
        return [unit]
    rows = Unit.objects.filter(in_force(today), Q(path=unit.path) | Q(path__gt=unit.path, path__lt=unit.path + ":"))
    return rows.exclude(kind=UnitKind.OFFICE)


def _asked(wanted: Wanted, issuers: list[int]) -> QuerySet[Post]:
    if wanted.kind == LetterKind.TO_MEMBER:
        rows = Post.objects.filter(unit__in=issuers, role__in=OWN)
    else:
        rows = Post.objects.filter(unit__parent__in=issuers, role=Role.PRINCIPAL)
    if wanted.level:
        rows = rows.filter(unit__level=wanted.level)
    if wanted.units:
        rows = rows.filter(unit__in=wanted.units)
    return rows


def _held(posts: QuerySet[Post], today: date) -> QuerySet[Post, dict[str, object]]:
    """Seats in being, with who holds them."""
    held = FilteredRelation("appointments", condition=in_force(today, "appointments__"))
    rows = posts.filter(in_force(today), in_force(today, "unit__")).annotate(held=held).order_by("unit__path", "position", "id")
    return rows.values(
        "id", "unit_id", "role", "title", "unit__name", "unit__kind", "unit__level", "unit__parent_id", "held__person_id",
        "held__person__name",
    )


def _permits(unit: Unit, below: bool, today: date) -> Iterator[tuple[int, Permit]]:
    """(unit that adopted, permit) of everything in force over the unit, and over units below it where they issue too."""
    over = Q(unit__in=unit.ancestor_ids)
    if below:
        over |= Q(unit__path__gt=unit.path, unit__path__lt=unit.path + ":")
    adopted = Adoption.objects.filter(over, in_force(today)).values_list("version_id", "unit_id")
    rows = PermitRow.objects.filter(alive(today), instrument=Instrument.LETTER, version__in={version for version, _ in adopted})
    values: dict[int, list[Permit]] = {}
    for row in rows.select_related("clause", "version__regulation").defer("version__pack").order_by("version", "position"):
        values.setdefault(row.version_id, []).append(permit_value(row))
    for version, of in adopted:
        for permit in values.get(version, ()):
            yield of, permit
