"""The database clusters whose transactions wrote the audit chain: one, and another for each time a copy was restored elsewhere."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, QuerySet

from liangze.trust.models import AuditBlock, AuditEntry

#: One step of the index for each cluster, however many entries there are (DISTINCT would read them all).
CLUSTERS = """
WITH RECURSIVE found (cluster) AS (
  (SELECT cluster FROM trust_auditentry ORDER BY cluster LIMIT 1)
  UNION ALL
  SELECT (SELECT e.cluster FROM trust_auditentry e WHERE e.cluster > f.cluster ORDER BY e.cluster LIMIT 1)
  FROM found f WHERE f.cluster IS NOT NULL
)
SELECT cluster FROM found WHERE cluster IS NOT NULL
"""


def clusters() -> list[int]:
    """Every cluster that entries name, in no order that matters. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(CLUSTERS)
        return [row[0] for row in cursor.fetchall()]


def unsealed(cluster: int) -> QuerySet[AuditEntry]:
    """The entries of one cluster that no block covers, by the index. The end of the last block is asked for first, one statement:
    the database then knows how few they are."""
    sealed = AuditBlock.objects.filter(cluster=cluster).aggregate(until=Max("to_xid"))["until"] or 0
    return AuditEntry.objects.filter(cluster=cluster, xid__gte=sealed)
