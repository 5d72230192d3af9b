"""From the staging tables into the real ones: one statement for what is new, one for what changed."""

from __future__ import annotations

from typing import Any

from django.db import connection

from liangze.organisation.actions.importing.resolve import renumber, run
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.workbook.layout import SHEETS

MANY_UNITS = 1_000  # beyond this one Change for everything costs planning less than one for each

STORE = """
INSERT INTO organisation_unit (id, code, name, kind, level, parent_id, path, position, party_organ, discipline_organ, since, until)
  SELECT id, code, name, kind, level, NULL, '~' || id, position, party_organ, discipline_organ, since, until
  FROM stage_units WHERE was = 'new' ORDER BY row;
UPDATE organisation_unit u SET name = s.name, kind = s.kind, level = s.level, party_organ = s.party_organ,
    discipline_organ = s.discipline_organ, position = s.position, until = s.until
  FROM stage_units s WHERE u.id = s.id AND s.was = 'changed';
UPDATE organisation_unit u SET parent_id = s.parent_id FROM stage_units s
  WHERE u.id = s.id AND s.was <> 'same' AND u.parent_id IS DISTINCT FROM s.parent_id;
INSERT INTO organisation_post (id, unit_id, code, role, title, position, since, until)
  SELECT id, unit_id, code, role, title, position, since, until FROM stage_posts WHERE was = 'new' ORDER BY row;
UPDATE organisation_post p SET title = s.title, position = s.position, until = s.until
  FROM stage_posts s WHERE p.id = s.id AND s.was = 'changed';
INSERT INTO organisation_person (id, number, name) SELECT id, number, name FROM stage_people WHERE was = 'new' ORDER BY row;
UPDATE organisation_person p SET name = s.name FROM stage_people s WHERE p.id = s.id AND s.was = 'changed';
UPDATE organisation_appointment a SET until = s.until FROM stage_appointments s WHERE a.id = s.id AND s.was = 'changed';
INSERT INTO organisation_appointment (person_id, post_id, since, until)
  SELECT person_id, post_id, since, until FROM stage_appointments WHERE was = 'new' ORDER BY row;
UPDATE organisation_portfolio p SET until = s.until FROM stage_portfolios s WHERE p.id = s.id AND s.was = 'changed';
INSERT INTO organisation_portfolio (post_id, unit_id, area, since, until)
  SELECT post_id, target_id, area, since, until FROM stage_portfolios WHERE was = 'new' ORDER BY row;
UPDATE organisation_coverage c SET until = s.until FROM stage_coverages s WHERE c.id = s.id AND s.was = 'changed';
INSERT INTO organisation_coverage (post_id, unit_id, kind, since, until)
  SELECT post_id, target_id, kind, since, until FROM stage_coverages WHERE was = 'new' ORDER BY row;
UPDATE organisation_stationing t SET until = s.until FROM stage_stationings s WHERE t.id = s.id AND s.was = 'changed';
INSERT INTO organisation_stationing (group_id, unit_id, since, until)
  SELECT station_id, unit_id, since, until FROM stage_stationings WHERE was = 'new' ORDER BY row
"""

PATHS = """
WITH RECURSIVE tree AS (
  SELECT id, lpad(id::text, {segment}, '0') AS path FROM organisation_unit WHERE parent_id IS NULL
  UNION ALL
  SELECT u.id, tree.path || lpad(u.id::text, {segment}, '0') FROM tree JOIN organisation_unit u ON u.parent_id = tree.id)
UPDATE organisation_unit u SET path = tree.path FROM tree WHERE tree.id = u.id AND u.path <> tree.path
"""

#: Units whose owners or counterparts may have changed: the row's own, those above it, those it points at.
TOUCHED = """
SELECT id FROM stage_units WHERE was <> 'same' UNION SELECT parent_id FROM stage_units WHERE was <> 'same' AND parent_id IS NOT NULL
UNION SELECT unit_id FROM stage_posts WHERE was <> 'same'
UNION SELECT p.unit_id FROM stage_appointments s JOIN organisation_post p ON p.id = s.post_id WHERE s.was <> 'same'
UNION SELECT p.unit_id FROM stage_portfolios s JOIN organisation_post p ON p.id = s.post_id WHERE s.was <> 'same'
UNION SELECT p.unit_id FROM stage_coverages s JOIN organisation_post p ON p.id = s.post_id WHERE s.was <> 'same'
UNION SELECT unit_id FROM stage_stationings WHERE was <> 'same' UNION SELECT station_id FROM stage_stationings WHERE was <> 'same'
"""

Counts = dict[str, dict[str, int]]


def count() -> Counts:
    """How many rows of each sheet are new, changed and the same."""
    counts: Counts = {}
    with connection.cursor() as cursor:
        for sheet in SHEETS:
            cursor.execute(f"SELECT was, count(*) FROM stage_{sheet.key} GROUP BY was")  # noqa: S608 - own names
            counts[sheet.key] = {"new": 0, "changed": 0, "same": 0} | dict(cursor.fetchall())
    return counts


def store() -> None:
    """Write what is new and changed; inside the caller's transaction, after every check."""
    renumber()
    run(STORE)
    run(PATHS.format(segment=SEGMENT))
    changed: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM ({TOUCHED}) touched LIMIT %s", [MANY_UNITS + 1])  # noqa: S608 - own text
        changed = [row[0] for row in cursor.fetchall()]
        numbers = changed if len(changed) <= MANY_UNITS else [None]
        cursor.executemany(
            "INSERT INTO organisation_change (unit_id, at, what) VALUES (%s, now(), 'organisation.import')", [[n] for n in numbers]
        )
