"""Recording deeds: what a record emits, and which obligations it counts for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection

from liangze.core.errors import Conflict, NotAllowed
from liangze.duties.actions.settling import lock, settle_locked
from liangze.duties.models import Deed
from liangze.duties.new_deed import NewDeed
from liangze.duties.queries.matches import matches
from liangze.duties.recording import begin_recording
from liangze.organisation.policy import Acting
from liangze.trust.actions import append

#: A count taken back with a portfolio that was corrected comes back when the correction was wrong.
INSERT_COUNTS = """
INSERT INTO duties_count (obligation_id, deed_id, "on", needs_acceptance, returned_reason)
SELECT m.obligation_id, m.deed_id, d."on", m.accept, ''
FROM unnest(%s::bigint[], %s::bigint[], %s::boolean[]) AS m (obligation_id, deed_id, accept)
JOIN duties_obligation o ON o.id = m.obligation_id AND o.withdrawn_on IS NULL
JOIN duties_deed d ON d.id = m.deed_id
ON CONFLICT (obligation_id, deed_id) DO UPDATE SET withdrawn_at = NULL WHERE duties_count.withdrawn_at IS NOT NULL
"""


def record_deeds(
    *, deeds: Sequence[NewDeed], by: Acting, now: datetime, makes_up: Collection[int] = ()
) -> tuple[Deed, ...]:
    """Store the deeds and count them, in the caller's transaction. Permission is the caller's business.

    makes_up  ids of missed obligations of earlier periods that these deeds make up for, named by the recorder.
    Costs a constant number of statements, each of which touches only obligations of the deeds' holders.
    Raises NotAllowed without an account, Conflict when a named obligation does not fit, is fulfilled already, or is the second
    period of the same duty that is named.
    """
    if by.account_id is None:
        raise NotAllowed("A deed needs somebody who answers for the record.", remedy="Sign in with an account.")
    if not deeds:
        return ()
    begin_recording()
    stored = Deed.objects.bulk_create(
        Deed(
            unit_id=deed.unit_id, holder_id=deed.holder_id, counterpart_id=deed.counterpart_id, kind=deed.kind,
            topics=sorted(deed.topics), on=deed.on, source_type=deed.source[0], source_id=deed.source[1],
            entered_at=now, entered_by_id=by.account_id,
        )
        for deed in deeds
    )
    counted = count_deeds([deed.pk for deed in stored], makes_up=makes_up)
    append(
        by=by, action="duties.deed.record", thing=deeds[0].source, unit_id=deeds[0].unit_id,
        after={
            "deeds": [deed.pk for deed in stored], "kind": stored[0].kind, "on": stored[0].on, "topics": stored[0].topics,
            "holder": stored[0].holder_id, "towards": [deed.counterpart_id for deed in stored if deed.counterpart_id],
            "obligations": counted, "makes_up": sorted(makes_up),
        },
    )
    return tuple(stored)


def count_deeds(ids: Sequence[int], *, makes_up: Collection[int] = ()) -> list[int]:
    """Count these deeds for every obligation they match and do not count for yet; ids of the obligations.

    Also for deeds that were there before the obligation was planned: of these the caller holds the rows, so that none is voided
    meanwhile.
    """
    found = matches(ids, makes_up=makes_up)
    missing = set(makes_up) - {match.obligation_id for match in found}
    if missing:
        raise Conflict(
            "This record does not make up for the missed item that was named.",
            remedy="Check that holder, counterpart, kind and topics are those of the missed item.", field="makes_up",
        )
    locked = lock(match.obligation_id for match in found)
    named = [row for row in locked if row.id in makes_up]
    if len({(row.duty_id, row.counterpart_id) for row in named}) < len(named):
        raise Conflict(
            "One act makes up for one period only.", remedy="Name one of the missed periods; for the others other acts are owed.",
            field="makes_up",
        )
    if any(row.fulfilled_on for row in named):
        raise Conflict(
            "The missed item that was named has been made up for already.",
            remedy="Record without naming it: it then counts for the present period.", field="makes_up",
        )
    if found:
        with connection.cursor() as cursor:
            cursor.execute(
                INSERT_COUNTS,
                [[m.obligation_id for m in found], [m.deed_id for m in found], [m.needs_acceptance for m in found]],
            )
    settle_locked(locked)
    return sorted({row.id for row in locked})
