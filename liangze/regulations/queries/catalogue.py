"""The list of regulations: in force for a unit on a day, by level; installed and not adopted there; being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from liangze.core.errors import NotFound
from liangze.core.words import Level
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.regulations.models import Adoption, Clause, Draft, DraftState, Duty, RegulationVersion
from liangze.regulations.queries.reach import ancestors_of, binding, documents_for, versions_for
from liangze.regulations.words import said


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list. adopted_by, since, until: the adoption by which it binds, None where it does not."""

    key: str
    version: int
    title: str
    number: str
    issuer: str
    issued_on: date | None
    clauses: int
    duties: int
    adopted_by: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that is being read: how many of its drafts are decided."""

    id: int
    title: str
    number: str
    unit: str
    uploaded_at: datetime
    decided: int
    total: int
    revises: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """by_level: (name of the level, versions in force), the highest level first."""

    unit: Unit
    day: date
    by_level: tuple[tuple[str, tuple[VersionRow, ...]], ...]
    installed: tuple[VersionRow, ...]
    documents: tuple[DocumentRow, ...]
    may_draft: bool
    may_adopt: bool

    @property
    def in_force(self) -> int:
        return sum(len(rows) for _, rows in self.by_level)


def catalogue(*, by: Acting, unit_id: int | None = None, day: date) -> Catalogue:
    """The list for one unit, by default that of the person's first grant. Four statements. Raises NotFound, NotAllowed."""
    demand(by, Permission.REGULATION_READ, None)
    unit = _unit(by, unit_id)
    counts = {"n_clauses": _count(Clause), "n_duties": _count(Duty)}
    versions = {row.pk: row for row in versions_for(by).defer("pack").annotate(**counts)}
    bound = list(binding(unit, day).order_by("unit__path", "version__regulation__key"))
    order = {level.value: n for n, level in enumerate(Level)}
    groups: dict[str, list[VersionRow]] = {}
    for adoption in sorted(bound, key=lambda item: order.get(item.version.regulation.level, 9)):
        row = versions.get(adoption.version_id)
        if row is not None:
            groups.setdefault(row.regulation.level, []).append(_row(row, adoption))
    here = {adoption.version_id for adoption in bound}
    latest: dict[int, RegulationVersion] = {}
    for row in versions.values():
        if row.regulation_id not in latest or row.version > latest[row.regulation_id].version:
            latest[row.regulation_id] = row
    rest = sorted((row for row in latest.values() if row.pk not in here), key=lambda row: (order.get(row.regulation.level, 9), row.pk))
    return Catalogue(
        unit=unit,
        day=day,
        by_level=tuple((said(Level, level), tuple(rows)) for level, rows in groups.items()),
        installed=tuple(_row(row) for row in rest),
        documents=tuple(_documents(by)),
        may_draft=bool(may(by, Permission.REGULATION_DRAFT, unit)),
        may_adopt=bool(may(by, Permission.REGULATION_ADOPT, unit)),
    )


def units_to_choose(by: Acting, permission: Permission) -> list[tuple[int, str]]:
    """(id, name) of the units in which the person may do it: those of the grants and what answers to them, 300 at most."""
    rows = Unit.objects.filter(visible(by, permission), until__isnull=True).order_by("path")
    return list(rows.values_list("pk", "name")[:300])


def _unit(by: Acting, unit_id: int | None) -> Unit:
    rows = Unit.objects.all()
    if not by.is_console:
        above = {unit for held in by.grants for unit in ancestors_of(held.path)}
        rows = rows.filter(Q(pk__in=above) | visible(by, Permission.REGULATION_READ))
    wanted = unit_id or (by.home.unit_id if by.home else None)
    unit = rows.filter(pk=wanted).first() if wanted else rows.order_by("path").first()
    if unit is None:
        raise NotFound("There is no such unit among those that you may see.", remedy="Choose a unit from the list.", field="unit")
    return unit


def _count(model: type[Clause] | type[Duty]) -> Coalesce:
    rows = model.objects.filter(version=OuterRef("pk")).order_by().values("version").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows), 0)


def _row(row: RegulationVersion, adoption: Adoption | None = None) -> VersionRow:
    return VersionRow(
        key=row.regulation.key,
        version=row.version,
        title=row.title,
        number=row.number,
        issuer=row.regulation.issuer,
        issued_on=row.issued_on,
        clauses=row.n_clauses,
        duties=row.n_duties,
        adopted_by=adoption.unit.name if adoption else "",
        since=adoption.since if adoption else None,
        until=adoption.until if adoption else None,
    )


def _documents(by: Acting) -> Iterable[DocumentRow]:
    drafts = Draft.objects.filter(document=OuterRef("pk")).order_by().values("document").annotate(n=Count("pk")).values("n")
    decided = Draft.objects.filter(document=OuterRef("pk")).exclude(state=DraftState.WAITING).order_by().values("document")
    rows = (
        documents_for(by)
        .filter(adopted__isnull=True)
        .defer("text", "reading", "revises__pack")
        .annotate(n=Coalesce(Subquery(drafts), 0), n_decided=Coalesce(Subquery(decided.annotate(n=Count("pk")).values("n")), 0))
    )
    for row in rows[:50]:
        revises = row.revises.regulation.short_title if row.revises else ""
        yield DocumentRow(row.pk, row.title, row.number, row.unit.name, row.uploaded_at, row.n_decided, row.n, revises)


def versions_to_revise(by: Acting) -> list[tuple[int, str]]:
    """(id, title with version) of the newest version of each regulation that the person sees."""
    newest: dict[int, RegulationVersion] = {}
    for row in versions_for(by).defer("pack").order_by("regulation__level", "version"):
        newest[row.regulation_id] = row
    return [(row.pk, " ".join(filter(None, (row.number, row.title, f"v{row.version}")))) for row in newest.values()]
