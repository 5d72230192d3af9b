"""Obligations that point to nothing: what the database would refuse if it checked their references itself."""

from __future__ import annotations

from django.db import connection

#: One pass for each column; see docs/adr/obligations-without-reference-checks.md.
DANGLING = {
    "duty_id": "SELECT count(*) FROM duties_obligation o WHERE NOT EXISTS (SELECT FROM regulations_duty t WHERE t.id = o.duty_id)",
    "unit_id": "SELECT count(*) FROM duties_obligation o WHERE NOT EXISTS (SELECT FROM organisation_unit t WHERE t.id = o.unit_id)",
    "holder_id": "SELECT count(*) FROM duties_obligation o WHERE NOT EXISTS (SELECT FROM organisation_post t WHERE t.id = o.holder_id)",
    "counterpart_id": """
        SELECT count(*) FROM duties_obligation o
        WHERE o.counterpart_id IS NOT NULL AND NOT EXISTS (SELECT FROM organisation_post t WHERE t.id = o.counterpart_id)
    """,
}


def dangling_obligations() -> dict[str, int]:
    """How many obligations point to a row that is not there, by column. Empty when all is right."""
    found = {}
    with connection.cursor() as cursor:
        for column, statement in DANGLING.items():
            cursor.execute(statement)
            (number,) = cursor.fetchone()
            if number:
                found[column] = int(number)
    return found
