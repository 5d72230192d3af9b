"""Deeds recorded before the obligation was planned: they count as if the plan had been there first."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from liangze.duties.actions.record_deeds import count_deeds
from liangze.duties.planning.sets import DutySet
from liangze.organisation.policy import Acting

BATCH = 2000

#: A deed is spent on a duty once its record counts for an obligation towards nobody in particular: one record is one act,
#: whatever the number of its counterparts.
CANDIDATES = """
SELECT d.id FROM duties_deed d JOIN organisation_post s ON s.id = d.holder_id
WHERE d.kind = %(kind)s AND d."on" >= %(first)s AND d.topics @> %(topics)s::varchar[] AND d.withdrawn_at IS NULL
  AND (%(only)s::bigint[] IS NULL OR s.unit_id = ANY (%(only)s))
  AND (
    EXISTS (
        SELECT FROM duties_obligation o
        WHERE o.holder_id = d.holder_id AND o.duty_id = %(duty)s AND o.opens <= d."on" AND o.withdrawn_on IS NULL
    ) OR EXISTS (
        SELECT FROM duties_handover h JOIN duties_obligation o ON o.id = h.obligation_id
        WHERE h.from_post_id = d.holder_id AND o.duty_id = %(duty)s
    )
  )
  AND NOT EXISTS (
    SELECT FROM duties_deed act JOIN duties_count c ON c.deed_id = act.id JOIN duties_obligation o ON o.id = c.obligation_id
    WHERE act.source_type = d.source_type AND act.source_id = d.source_id AND o.duty_id = %(duty)s
      AND (act.id = d.id OR o.counterpart_id IS NULL)
  )
ORDER BY d.id
"""


def count_earlier_deeds(each: DutySet, *, by: Acting, now: datetime) -> int:
    """Count what was done already for the obligations of the set; the number of deeds looked at."""
    opens = [window.opens for bound in each.bound for window in bound.windows]
    if not opens:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            CANDIDATES,
            {
                "kind": each.row.kind, "topics": each.row.topics, "duty": each.row.pk, "first": min(opens),
                "only": None if each.only is None else list(each.only),
            },
        )  # fmt: skip
        found = [number for (number,) in cursor.fetchall()]
    for start in range(0, len(found), BATCH):
        count_deeds(found[start : start + BATCH], by=by, now=now)
    return len(found)
