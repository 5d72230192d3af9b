"""Counts that a corrected portfolio has put in the wrong place: whose deed it was had the obligation at no time in charge."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from liangze.duties.actions.settling import lock, withdraw_counts
from liangze.duties.models import Count, PlanRun
from liangze.duties.planning.sets import DutySet
from liangze.duties.queries.matches import IN_CHARGE
from liangze.organisation.policy import Acting
from liangze.trust.actions import append

#: See docs/adr/which-period-a-deed-settles.md, 4.
MISPLACED = f"""
SELECT c.id, c.obligation_id FROM duties_obligation o
JOIN duties_count c ON c.obligation_id = o.id AND c.withdrawn_at IS NULL
JOIN duties_deed d ON d.id = c.deed_id AND d.holder_id <> o.holder_id
WHERE o.duty_id = %(duty)s AND o.year = %(year)s AND o.withdrawn_on IS NULL
  AND (%(only)s::bigint[] IS NULL OR o.unit_id = ANY (%(only)s))
  AND NOT EXISTS (
    SELECT FROM duties_handover h WHERE h.obligation_id = o.id AND h.from_post_id = d.holder_id AND {IN_CHARGE}
  )
"""  # noqa: S608 - own text, values are parameters


@transaction.atomic
def take_back_misplaced(each: DutySet, *, run: PlanRun, by: Acting, now: datetime) -> int:
    """Take them back, with what was closed out on them; their number. They come back when the correction is corrected."""
    with connection.cursor() as cursor:
        cursor.execute(MISPLACED, {"duty": each.row.pk, "year": run.year, "only": None if each.only is None else list(each.only)})
        found = dict(cursor.fetchall())
    if not found:
        return 0
    locked = lock(found.values())
    counts = Count.objects.filter(pk__in=found, withdrawn_at=None)
    reason = _("A corrected portfolio says that somebody else was in charge on the day of the act.")
    changed = withdraw_counts(counts, locked, by=by, now=now, reason=reason)
    append(
        by=by, action="duties.plan.misplaced", thing=run, before={"duty": each.row.key, "counts": sorted(found)},
        after={"obligations": changed}, reason=reason,
    )
    return len(found)
