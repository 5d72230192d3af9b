"""Which versions and documents a person may see, and what binds a unit on a day. The one place that decides it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from liangze.core.errors import NotFound
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.regulations.models import Adoption, Clause, Document, RegulationVersion


def ancestors_of(path: str) -> list[int]:
    """Ids of the units on the way from the root to the unit of that path, itself included."""
    return [int(path[i : i + SEGMENT]) for i in range(0, len(path), SEGMENT)]


def versions_for(by: Acting) -> QuerySet[RegulationVersion]:
    """Packs of the library; what binds the person's units from above; what is adopted or read in where they may read."""
    rows = RegulationVersion.objects.select_related("regulation")
    if by.is_console:
        return rows
    if not may(by, Permission.REGULATION_READ, None):
        return rows.none()
    above = {unit for held in by.grants for unit in ancestors_of(held.path)}
    adopted = Adoption.objects.filter(Q(unit__in=above) | visible(by, Permission.REGULATION_READ, "unit__path"))
    mine = Document.objects.filter(visible(by, Permission.REGULATION_READ, "unit__path"), adopted__isnull=False)
    return rows.filter(Q(document__isnull=True) | Q(pk__in=mine.values("adopted")) | Q(pk__in=adopted.values("version")))


def documents_for(by: Acting) -> QuerySet[Document]:
    """Documents of the units in which the person may read regulations. Text and reading come with each: defer them in lists."""
    rows = Document.objects.select_related("unit", "revises__regulation", "adopted__regulation")
    return rows.filter(visible(by, Permission.REGULATION_READ, "unit__path"))


def binding(unit: Unit, day: date) -> QuerySet[Adoption]:
    """Adoptions by the unit or a unit above it that hold on the day."""
    rows = Adoption.objects.filter(in_force(day), unit__in=unit.ancestor_ids)
    return rows.select_related("version__regulation", "unit").defer("version__pack")


def the_version(key: str, number: int, by: Acting) -> RegulationVersion:
    """The version, or NotFound where there is none that the person may know of."""
    row = versions_for(by).filter(regulation__key=key, version=number).first()
    if row is None:
        raise nothing()
    return row


def the_version_of(number: int, by: Acting) -> RegulationVersion:
    """The version of that id, or NotFound where there is none that the person may know of."""
    row = versions_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def the_document(number: int, by: Acting) -> Document:
    """The document, or NotFound where there is none that the person may know of."""
    row = documents_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound(
        "There is no such regulation or document among those that you may see.",
        remedy="Look for it in the list of regulations.",
    )


def the_clause(number: int, by: Acting) -> Clause:
    """The clause with its version, or NotFound where the person may not know of the version."""
    rows = Clause.objects.filter(version__in=versions_for(by).order_by().values("pk")).select_related("version__regulation")
    row = rows.defer("version__pack").filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def the_adoption(number: int, by: Acting) -> Adoption:
    """The adoption by a unit in which the person may read regulations, or NotFound."""
    rows = Adoption.objects.filter(visible(by, Permission.REGULATION_READ, "unit__path")).select_related("unit", "version__regulation")
    row = rows.defer("version__pack").filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def the_unit(number: int, by: Acting, permission: Permission) -> Unit:
    """The unit in which the person may do it, or NotFound."""
    row = Unit.objects.filter(visible(by, permission), pk=number).first()
    if row is None:
        raise nothing()
    return row
