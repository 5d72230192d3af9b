"""Which years have to be planned anew because rules, posts or portfolios have changed."""

from __future__ import annotations

from datetime import date

from liangze.duties.models import PlanSet
from liangze.duties.planning.changes import changes_until_now
from liangze.duties.planning.sets import sets_of

NEXT_YEAR_FROM = 12  # month in which the coming year is planned, so that everybody sees it before it begins


def stale_years(today: date) -> list[int]:
    """Years with a set that is not planned as the rules and the organisation stand now, in order.

    Looked at are the running year, the coming one from December on, and every later year that was planned before.
    """
    years = {today.year} | ({today.year + 1} if today.month >= NEXT_YEAR_FROM else set())
    years |= set(PlanSet.objects.filter(year__gt=today.year).values_list("year", flat=True).distinct())
    changes = changes_until_now(today)
    return [year for year in sorted(years) if any(not each.current for each in sets_of(year, changes=changes))]
