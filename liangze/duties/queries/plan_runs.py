"""The last runs of planning, for whoever keeps the installation going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liangze.duties.models import PlanRun
from liangze.organisation.policy import Acting, Permission, demand

SHOWN = 10


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. state: waiting, running, done or failed; progress in percent; the counts once it is done."""

    id: int
    year: int
    state: str
    progress: int
    by: str
    at: datetime
    ended_at: datetime | None
    new: int
    same: int
    withdrawn: int

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running")


def plan_runs(*, by: Acting) -> list[RunRow]:
    """The last ten, latest first. One statement. Raises NotAllowed."""
    demand(by, Permission.SYSTEM_READ, None)
    rows = PlanRun.objects.select_related("by").order_by("-id")[:SHOWN]
    return [
        RunRow(
            r.pk,
            r.year,
            r.state,
            r.progress,
            r.by.name if r.by else "",
            r.at,
            r.ended_at,
            r.summary.get("new", 0),
            r.summary.get("same", 0),
            sum(r.summary.get("withdrawn", {}).values()),
        )
        for r in rows
    ]
