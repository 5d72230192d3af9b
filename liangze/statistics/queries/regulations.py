"""Which regulations there are to count by."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

LIST = """
SELECT v.id, r.id, coalesce(nullif(r.short_title, ''), nullif(r.number, ''), r.title)
  FROM regulations_regulationversion v JOIN regulations_regulation r ON r.id = v.regulation_id ORDER BY r.id, v.version
"""


@lru_cache(maxsize=4)
def regulations(mark: str) -> tuple[tuple[int, int, str], ...]:
    """(version id, regulation id, the regulation's short name), oldest regulation first. One statement for each new duty_facts.MARK."""
    with connection.cursor() as cursor:
        cursor.execute(LIST)
        return tuple(cursor.fetchall())
