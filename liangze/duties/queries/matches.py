"""Which obligations stored deeds count for: the rule of core.matching and core.running as one statement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from liangze.core.periods import MONTHS
from liangze.duties.queries.prepared import id_array, prepared

#: Months of a cadence; null for what is owed once.
CADENCE = "CASE du.every " + " ".join(f"WHEN '{every}' THEN {months}" for every, months in MONTHS.items()) + " END"

#: Whether the seat that gave an obligation away by handover `h` was in charge on the day of deed `d`: it is the first that gave it
#: away after that day. What was taken back, because the portfolio was corrected, says nothing.
IN_CHARGE = """h.superseded_at IS NULL AND h."on" > d."on" AND NOT EXISTS (
        SELECT 1 FROM duties_handover earlier
        WHERE earlier.obligation_id = h.obligation_id AND earlier.superseded_at IS NULL
          AND earlier."on" > d."on" AND (earlier."on", earlier.id) < (h."on", h.id)
      )"""

#: Obligations that are the holder's, and those the holder had in charge on the deed's day and has handed over since.
#: `until` is core.running.runs_until.
#: Of the holder's own only those are looked at whose period begins at most two cadences before the day: an obligation about the
#: period before opens one cadence after its period began, and runs for one more. All by one index, a page or two for each duty: the
#: cost is the same with one year stored or five. What the recorder names may be older. A record is spent on a duty once for each holder
#: and counterpart, whichever of its deeds it was; OFFSET 0 has this looked
#: up deed by deed: as a join it would begin with every count there is.
MATCHES = f"""
SELECT DISTINCT ON (o.id, d.source_type, d.source_id) d.id, o.id, du.accept <> '' AND u.parent_id IS NOT NULL
FROM duties_deed d
JOIN regulations_duty du ON du.kind = d.kind AND du.topics <@ d.topics
CROSS JOIN LATERAL (
    SELECT {CADENCE} AS months
) cadence
CROSS JOIN LATERAL (
    SELECT own.* FROM duties_obligation own
    WHERE own.holder_id = d.holder_id AND own.duty_id = du.id AND own.period_start <= d."on"
      AND own.period_start >= coalesce(d."on" - make_interval(months => 2 * cadence.months), '-infinity')
    UNION ALL
    SELECT own.* FROM duties_obligation own
    WHERE own.id = ANY(%(makes_up)s::bigint[]) AND own.holder_id = d.holder_id AND own.duty_id = du.id
    UNION ALL
    SELECT past.* FROM duties_handover h JOIN duties_obligation past ON past.id = h.obligation_id
    WHERE h.from_post_id = d.holder_id AND past.holder_id <> d.holder_id AND past.duty_id = du.id AND {IN_CHARGE}
) o
JOIN organisation_unit u ON u.id = o.unit_id
CROSS JOIN LATERAL (SELECT (o.opens + make_interval(months => cadence.months))::date AS until) runs
LEFT JOIN duties_obligation named
    ON named.id = ANY(%(makes_up)s::bigint[]) AND named.duty_id = o.duty_id
   AND named.counterpart_id IS NOT DISTINCT FROM o.counterpart_id AND named.unit_id = o.unit_id
WHERE d.id = ANY(%(deeds)s::bigint[]) AND d.withdrawn_at IS NULL AND o.withdrawn_on IS NULL
  AND (o.counterpart_id IS NULL OR o.counterpart_id = d.counterpart_id)
  AND o.opens <= d."on"
  AND CASE WHEN named.id IS NOT NULL THEN o.id = named.id ELSE runs.until IS NULL OR d."on" < runs.until END
  AND NOT EXISTS (
    SELECT 1 FROM duties_deed act
    JOIN duties_count spent ON spent.deed_id = act.id AND spent.withdrawn_at IS NULL
    JOIN duties_obligation same ON same.id = spent.obligation_id
    WHERE act.source_type = d.source_type AND act.source_id = d.source_id AND (act.id = d.id OR same.holder_id = o.holder_id)
      AND same.duty_id = o.duty_id AND same.counterpart_id IS NOT DISTINCT FROM o.counterpart_id
    OFFSET 0
  )
ORDER BY o.id, d.source_type, d.source_id, d.id
"""  # noqa: S608 - own text, values are parameters


@dataclass(frozen=True, slots=True)
class Match:
    """A deed counts for an obligation. At the top of the tree nobody stands above who could accept."""

    deed_id: int
    obligation_id: int
    needs_acceptance: bool


def matches(deeds: Sequence[int], *, makes_up: Collection[int] = ()) -> list[Match]:
    """What these stored deeds count for and do not count for yet. One record counts once for one obligation."""
    with prepared() as cursor:
        cursor.execute(MATCHES, {"deeds": id_array(deeds), "makes_up": id_array(sorted(makes_up))})
        return [Match(*row) for row in cursor.fetchall()]
