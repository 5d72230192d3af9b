"""Which lists a person may see, and how far each has come. The one place that decides it."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liangze.core.errors import NotFound
from liangze.lists.models import ListVersion, Publication, ResponsibilityList, Scope, Stage, Step
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, visible

#: The stage of a version, as a subquery: what its last step says.
LAST = Step.objects.filter(version=OuterRef("pk")).order_by("-id")


def staged(rows: QuerySet[ListVersion]) -> QuerySet[ListVersion]:
    """Versions with their `stage`."""
    return rows.annotate(stage=Coalesce(Subquery(LAST.values("stage")[:1]), Value(Stage.DRAFT)))


def published_to(by: Acting, prefix: str = "") -> Q:
    """Publications (columns under `prefix`) in force whose circle the person belongs to; everybody belongs to the public's.

    unit: a grant there. level: a grant in a unit of the same level under the same superior. party_below: a grant there or below.
    """
    unit = f"{prefix}list__unit"
    here = {held.unit_id for held in by.grants}
    above = {int(held.path[i : i + SEGMENT]) for held in by.grants for i in range(0, len(held.path), SEGMENT)}
    parents = {held.path[-2 * SEGMENT : -SEGMENT] for held in by.grants if len(held.path) > SEGMENT}
    circle = Q(**{f"{prefix}scope": Scope.PUBLIC}) | Q(**{f"{prefix}scope": Scope.UNIT, f"{unit}__in": here})
    circle |= Q(**{f"{prefix}scope": Scope.PARTY_BELOW, f"{unit}__in": above})
    circle |= Q(**{f"{prefix}scope": Scope.LEVEL, f"{unit}__parent__in": {int(parent) for parent in parents}})
    return Q(**{f"{prefix}ended_at": None}) & circle


def versions_for(by: Acting) -> QuerySet[ListVersion]:
    """Versions that the person may read: all of the units of their grants, and what is published to them."""
    shown = Publication.objects.filter(published_to(by)).values("version")
    return ListVersion.objects.filter(visible(by, Permission.LIST_READ, "list__unit__path") | Q(pk__in=shown)).select_related("list__unit")


def lists_for(by: Acting) -> QuerySet[ResponsibilityList]:
    """Lists of the units in which the person may read all versions."""
    return ResponsibilityList.objects.filter(visible(by, Permission.LIST_READ, "unit__path")).select_related("unit")


def the_version(number: int, by: Acting) -> ListVersion:
    """The version with its list, unit and `stage`. Raises NotFound when there is none or it may not be known. One statement."""
    row = staged(versions_for(by)).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def own_version(by: Acting, number: int) -> ListVersion:
    """The version, for whoever may read all lists of its unit: how it came about and its signed document are not published with it."""
    row = versions_for(by).filter(visible(by, Permission.LIST_READ, "list__unit__path"), pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such list among those that you may read.", remedy="Look for it in the lists of your unit.")


def stage_of(version_id: int) -> str:
    """How far a version has come. One statement."""
    return str(Step.objects.filter(version=version_id).order_by("-id").values_list("stage", flat=True).first() or Stage.DRAFT)
