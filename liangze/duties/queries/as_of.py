"""An obligation as it stood at the end of a past day, where its row has moved on since.

The row knows the present: what is exempted, withdrawn and fulfilled now. Three things that happened later change what it says of
an earlier day, and are read from their records: an exemption that has ended, a withdrawal that was taken back, an acceptance. What
was handed in counts with its own day, but is not met before its acceptance. What was voided or corrected never was, on no day.

Pieces of SQL on an obligation `o`; they read the parameters of `present` and %(day)s. For the present day the database drops them
before it begins: `day < present` is false. `standing` says the same for querysets, `obligation` for the page of one.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from liangze.trust.clock import today

PAST = "%(day)s::date < %(present)s::date"

#: The moment at which the day is over.
AFTER = "((%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s::text)"

#: Exempted on that day by an exemption that has ended since.
WAS_EXEMPT = f"""({PAST} AND EXISTS (
    SELECT FROM duties_exemption was WHERE was.obligation_id = o.id AND was.approved
      AND was.decided_at < {AFTER} AND was.ended_at >= {AFTER}
))"""

#: Not owed on that day, and owed again since.
WAS_WITHDRAWN = f"""({PAST} AND EXISTS (
    SELECT FROM duties_withdrawal was WHERE was.obligation_id = o.id AND was.since <= %(day)s AND was.until > %(day)s
))"""

#: Whether count `c` had been accepted, or needs nobody to accept it.
HAD_COUNTED = f"(NOT c.needs_acceptance OR c.accepted_at IS NOT NULL AND NOT ({PAST} AND c.accepted_at >= {AFTER}))"

#: `fulfilled_on` by what had been accepted by then: core.matching.settle. `{accepts}` says whether the duty asks for an acceptance.
FULFILLED_ON = f"""CASE WHEN {PAST} AND {{accepts}} AND o.fulfilled_on <= %(day)s AND EXISTS (
    SELECT FROM duties_count c WHERE c.obligation_id = o.id AND c.withdrawn_at IS NULL AND c.accepted_at >= {AFTER}
) THEN (
    SELECT (array_agg(c."on" ORDER BY c."on"))[o.times] FROM duties_count c
    WHERE c.obligation_id = o.id AND c.withdrawn_at IS NULL AND c.returned_at IS NULL AND {HAD_COUNTED}
) ELSE o.fulfilled_on END"""  # noqa: S608 - own text, values are parameters

#: `exempted_on` as it read then.
EXEMPTED_ON = f"CASE WHEN {WAS_EXEMPT} THEN %(day)s::date ELSE o.exempted_on END"

#: Owed at the end of the day.
OWED = f"(o.withdrawn_on IS NULL OR o.withdrawn_on > %(day)s) AND NOT {WAS_WITHDRAWN}"


def present() -> dict[str, Any]:
    """The parameters that the pieces read beside the day."""
    return {"present": today(), "zone": settings.TIME_ZONE}
