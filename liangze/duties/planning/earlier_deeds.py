"""Deeds recorded before the obligation was planned: they count as if the plan had been there first."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from liangze.duties.actions.record_deeds import count_deeds
from liangze.duties.models import PlanRun
from liangze.duties.planning.sets import DutySet
from liangze.organisation.policy import Acting
from liangze.trust.actions import append

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
        WHERE h.from_post_id = d.holder_id AND h.superseded_at IS NULL AND o.duty_id = %(duty)s
    )
  )
  AND NOT EXISTS (
    SELECT FROM duties_deed act JOIN duties_count c ON c.deed_id = act.id JOIN duties_obligation o ON o.id = c.obligation_id
    WHERE act.source_type = d.source_type AND act.source_id = d.source_id AND o.duty_id = %(duty)s
      AND c.withdrawn_at IS NULL AND (act.id = d.id OR o.counterpart_id IS NULL)
  )
ORDER BY d.id
"""


#: Who voids a record takes its deeds first as well: either it is void before it is looked at here, or what is counted here is
#: withdrawn with it.
STILL_STANDING = """
SELECT id FROM duties_deed WHERE id = ANY(%s) AND withdrawn_at IS NULL ORDER BY id FOR SHARE
"""


def count_earlier_deeds(each: DutySet, *, run: PlanRun, by: Acting) -> int:
    """Count what was done already for the obligations of the set; the number of deeds looked at.

    A transaction for each batch, so that nobody who records for the same seats waits longer than for one. What is interrupted goes
    on when it is called again.
    """
    opens = [window.opens for bound in each.bound for window in bound.windows]
    if not opens:
        return 0
    found = _ids(
        CANDIDATES,
        {
            "kind": each.row.kind, "topics": each.row.topics, "duty": each.row.pk, "first": min(opens),
            "only": None if each.only is None else list(each.only),
        },
    )  # fmt: skip
    for start in range(0, len(found), BATCH):
        _count(found[start : start + BATCH], each, run=run, by=by)
    return len(found)


@transaction.atomic
def _count(deeds: list[int], each: DutySet, *, run: PlanRun, by: Acting) -> None:
    changed = count_deeds(_ids(STILL_STANDING, [deeds]))
    if changed:
        after = {"duty": each.row.key, "deeds": deeds, "obligations": changed}
        append(by=by, action="duties.plan.earlier_deeds", thing=run, after=after)


def _ids(statement: str, values: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [number for (number,) in cursor.fetchall()]
