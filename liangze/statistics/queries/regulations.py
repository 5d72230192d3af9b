"""Which regulations there are to count by."""

from __future__ import annotations

from django.db import connection

LIST = """
SELECT v.id, r.id, coalesce(nullif(r.short_title, ''), nullif(r.number, ''), r.title)
  FROM regulations_regulationversion v JOIN regulations_regulation r ON r.id = v.regulation_id ORDER BY r.id, v.version
"""


def regulations() -> list[tuple[int, int, str]]:
    """(version id, regulation id, the regulation's short name), oldest regulation first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(LIST)
        return cursor.fetchall()
