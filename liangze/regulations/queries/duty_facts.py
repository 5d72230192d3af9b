"""What never changes about a duty and where it is written, kept in the process: a ledger need not join it for every row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

#: What changes whenever a version or a duty is added, as a subselect: versions are immutable, and a regulation is renamed by a
#: new version only.
MARK = """((SELECT coalesce(max(id), 0) FROM regulations_regulationversion) || '.'
    || (SELECT coalesce(max(id), 0) FROM regulations_duty))"""

FACTS = """
SELECT du.id, du.title, du.every, cl.id, cl.label, cl.position, coalesce(nullif(v.number, ''), nullif(reg.short_title, ''), reg.title),
    reg.id, coalesce(nullif(reg.short_title, ''), reg.title), du.kind
FROM regulations_duty du
JOIN regulations_clause cl ON cl.id = du.clause_id
JOIN regulations_regulationversion v ON v.id = du.version_id
JOIN regulations_regulation reg ON reg.id = v.regulation_id
"""


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """A duty with its clause. cited: the document as it is cited, label: the clause as people write it, position: of the clause."""

    id: int
    title: str
    every: str
    clause_id: int
    label: str
    position: int
    cited: str
    regulation_id: int
    regulation: str
    kind: str


@lru_cache(maxsize=4)
def duty_facts(mark: str) -> dict[int, DutyFacts]:
    """All duties by their id, as they are at `mark`. One statement for each new MARK."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        return {row[0]: DutyFacts(*row) for row in cursor.fetchall()}
