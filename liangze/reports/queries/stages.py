"""The stage of each report for a list, as an expression of the database: the same answer as core.report.stage_of, held to it by a test."""

from __future__ import annotations

from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from liangze.reports.models import Report, Version

#: An acceptance counts whether it was given on the page of the report or on that of the obligation. No values, own text.
STAGE = """(
SELECT CASE
    WHEN reports_report.withdrawn_at IS NOT NULL THEN 'withdrawn'
    WHEN v.submitted_at IS NULL THEN 'draft'
    WHEN EXISTS (SELECT FROM reports_step s WHERE s.version_id = v.id AND s.verb = 'return')
      OR EXISTS (SELECT FROM duties_count c WHERE c.deed_id = v.deed_id AND c.returned_at IS NOT NULL) THEN 'returned'
    WHEN NOT EXISTS (
        SELECT FROM unnest(CASE WHEN cardinality(v.accepts) > 0 THEN v.accepts ELSE reports_report."to" END) AS need (word)
        WHERE NOT EXISTS (SELECT FROM reports_step s WHERE s.version_id = v.id AND s.verb = 'accept' AND s."to" = need.word)
          AND NOT coalesce((
            SELECT bool_and(c.accepted_at IS NOT NULL) FROM duties_count c
            JOIN duties_obligation o ON o.id = c.obligation_id JOIN regulations_duty du ON du.id = o.duty_id
            WHERE c.deed_id = v.deed_id AND c.needs_acceptance AND c.withdrawn_at IS NULL AND du.accept = need.word
          ), false)
    ) THEN 'accepted'
    WHEN EXISTS (
        SELECT FROM reports_step s WHERE s.version_id = v.id GROUP BY s."to"
        HAVING count(*) FILTER (WHERE s.verb = 'question') > count(*) FILTER (WHERE s.verb = 'answer') AND NOT bool_or(s.verb = 'accept')
    ) THEN 'questioned'
    WHEN EXISTS (SELECT FROM reports_step s WHERE s.version_id = v.id)
      OR EXISTS (SELECT FROM duties_count c WHERE c.deed_id = v.deed_id AND c.accepted_at IS NOT NULL AND c.needs_acceptance) THEN 'read'
    ELSE 'submitted' END
FROM reports_version v WHERE v.report_id = reports_report.id ORDER BY v.number DESC LIMIT 1
)"""

#: The day by which the oldest open question asks for an answer.
ASKED_BY = """(
SELECT min(s."on") FROM reports_version v JOIN reports_step s ON s.version_id = v.id AND s.verb = 'question'
WHERE v.report_id = reports_report.id AND v.number = (SELECT max(n.number) FROM reports_version n WHERE n.report_id = reports_report.id)
)"""


def staged(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With `stage`, `version` (number of the newest), `submitted_on` (of the newest submitted one) and `asked_by`."""
    versions = Version.objects.filter(report=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        stage=RawSQL(STAGE, [], output_field=CharField()),  # noqa: S611 - own text without values
        asked_by=RawSQL(ASKED_BY, [], output_field=DateField()),  # noqa: S611 - own text without values
        version=Subquery(versions.values("number")[:1]),
        submitted_on=Subquery(versions.filter(submitted_at__isnull=False).values("submitted_on")[:1]),
    )
