"""The register of demonstration sites: those the reader's units may use or keep, with their visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.study.models import Site
from liangze.study.models.site import OpenTo

MOST = 300


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site. visits  sessions held there that the reader may see; latest  the last of them."""

    id: int
    name: str
    kind: str
    place: str
    unit: str
    open_to: str
    note: str
    closed_on: date | None
    closed_reason: str
    visits: int
    latest: date | None
    may_close: bool


def sites(*, by: Acting, kind: str = "") -> tuple[SiteRow, ...]:
    """Open ones first, at most 300. One statement. Raises NotAllowed for one who may read no study anywhere."""
    demand(by, Permission.STUDY_READ, None)
    above = {int(held.path[i : i + SEGMENT]) for held in by.grants for i in range(0, len(held.path), SEGMENT)}
    known = visible(by, Permission.STUDY_READ, "unit__path") | Q(open_to=OpenTo.ALL) | Q(open_to=OpenTo.BELOW, unit__in=above)
    seen = visible(by, Permission.STUDY_READ, "visits__unit__path") & Q(visits__voided_at=None, visits__on__isnull=False)
    rows = Site.objects.filter(known).select_related("unit").annotate(
        times=Count("visits", filter=seen, distinct=True), last=Max("visits__on", filter=seen)
    )
    if kind:
        rows = rows.filter(kind=kind)
    ordered = sorted(rows.order_by("name", "id")[:MOST], key=lambda row: row.closed_on is not None)
    return tuple(
        SiteRow(
            row.pk, row.name, row.get_kind_display(), row.place, row.unit.name, row.get_open_to_display(), row.note, row.closed_on,
            row.closed_reason, row.times, row.last, row.closed_on is None and bool(may(by, Permission.STUDY_RECORD, row.unit)),
        )
        for row in ordered
    )
