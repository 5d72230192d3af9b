"""From codes to numbers, and the organisation as it would be after the import."""

from __future__ import annotations

from django.db import connection

from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, visible

#: Each staged row gets the number of the row it stands for; a new one the negative of its place in the sheet.
UNITS = """
UPDATE stage_units s SET id = u.id FROM organisation_unit u WHERE u.code = s.code AND s.id IS NULL;
UPDATE stage_units SET id = -row WHERE id IS NULL;
DROP TABLE IF EXISTS unit_codes;
CREATE TEMP TABLE unit_codes AS
  SELECT DISTINCT ON (code) code, id FROM (
    SELECT code, id FROM stage_units WHERE code IS NOT NULL
    UNION ALL SELECT code, id FROM organisation_unit) every_one ORDER BY code, id;
CREATE UNIQUE INDEX ON unit_codes (code) INCLUDE (id);
ANALYZE unit_codes;
UPDATE stage_units s SET parent_id = p.id FROM unit_codes p WHERE p.code = s.parent;
UPDATE stage_posts s SET unit_id = u.id FROM unit_codes u WHERE u.code = s.unit;
UPDATE stage_portfolios s SET target_id = u.id FROM unit_codes u WHERE u.code = s.target;
UPDATE stage_coverages s SET target_id = u.id FROM unit_codes u WHERE u.code = s.target;
UPDATE stage_stationings s SET station_id = u.id FROM unit_codes u WHERE u.code = s.station;
UPDATE stage_stationings s SET unit_id = u.id FROM unit_codes u WHERE u.code = s.unit
"""

POSTS_AND_PEOPLE = """
UPDATE stage_posts s SET id = p.id FROM organisation_post p WHERE p.unit_id = s.unit_id AND p.code = s.code AND s.id IS NULL;
UPDATE stage_posts SET id = -row WHERE id IS NULL;
DROP TABLE IF EXISTS post_codes;
CREATE TEMP TABLE post_codes AS
  SELECT DISTINCT ON (unit, code) unit, code, id FROM (
    SELECT unit, code, id FROM stage_posts WHERE unit_id IS NOT NULL AND code IS NOT NULL
    UNION ALL SELECT u.code, p.code, p.id FROM organisation_post p JOIN organisation_unit u ON u.id = p.unit_id) every_one
  ORDER BY unit, code, id;
CREATE UNIQUE INDEX ON post_codes (unit, code) INCLUDE (id);
ANALYZE post_codes;
UPDATE stage_appointments s SET post_id = p.id FROM post_codes p WHERE p.unit = s.unit AND p.code = s.post;
UPDATE stage_portfolios s SET post_id = p.id FROM post_codes p WHERE p.unit = s.unit AND p.code = s.post;
UPDATE stage_coverages s SET post_id = p.id FROM post_codes p WHERE p.unit = s.unit AND p.code = s.post;
UPDATE stage_people s SET id = p.id FROM organisation_person p WHERE p.number = s.number AND s.id IS NULL;
UPDATE stage_people SET id = -row WHERE id IS NULL;
UPDATE stage_appointments s SET person_id = p.id FROM stage_people p WHERE p.number = s.number;
UPDATE stage_appointments s SET person_id = p.id FROM organisation_person p WHERE p.number = s.number AND s.person_id IS NULL
"""

#: Relations are recognised by whom they join and the day they begin.
RELATIONS = """
UPDATE stage_appointments s SET id = a.id FROM organisation_appointment a WHERE a.post_id = s.post_id AND a.since = s.since;
UPDATE stage_portfolios s SET id = p.id FROM organisation_portfolio p
  WHERE p.post_id = s.post_id AND p.since = s.since AND p.area = s.area AND p.unit_id IS NOT DISTINCT FROM s.target_id;
UPDATE stage_coverages s SET id = c.id FROM organisation_coverage c
  WHERE c.post_id = s.post_id AND c.unit_id = s.target_id AND c.kind = s.kind AND c.since = s.since;
UPDATE stage_stationings s SET id = t.id FROM organisation_stationing t
  WHERE t.group_id = s.station_id AND t.unit_id = s.unit_id AND t.since = s.since
"""

WAS = """
UPDATE stage_units s SET was = CASE WHEN (u.name, u.kind, u.level, u.party_organ, u.discipline_organ, u.position)
    = (s.name, s.kind, s.level, s.party_organ, s.discipline_organ, s.position)
    AND u.parent_id IS NOT DISTINCT FROM s.parent_id AND u.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END
  FROM organisation_unit u WHERE u.id = s.id;
UPDATE stage_posts s SET was = CASE WHEN (p.title, p.position) = (s.title, s.position)
    AND p.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END FROM organisation_post p WHERE p.id = s.id;
UPDATE stage_people s SET was = CASE WHEN p.name = s.name THEN 'same' ELSE 'changed' END FROM organisation_person p WHERE p.id = s.id;
UPDATE stage_appointments s SET was = CASE WHEN a.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END
  FROM organisation_appointment a WHERE a.id = s.id;
UPDATE stage_portfolios s SET was = CASE WHEN p.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END
  FROM organisation_portfolio p WHERE p.id = s.id;
UPDATE stage_coverages s SET was = CASE WHEN c.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END
  FROM organisation_coverage c WHERE c.id = s.id;
UPDATE stage_stationings s SET was = CASE WHEN t.until IS NOT DISTINCT FROM s.until THEN 'same' ELSE 'changed' END
  FROM organisation_stationing t WHERE t.id = s.id;
UPDATE stage_units SET was = 'new' WHERE was IS NULL; UPDATE stage_posts SET was = 'new' WHERE was IS NULL;
UPDATE stage_people SET was = 'new' WHERE was IS NULL; UPDATE stage_appointments SET was = 'new' WHERE was IS NULL;
UPDATE stage_portfolios SET was = 'new' WHERE was IS NULL; UPDATE stage_coverages SET was = 'new' WHERE was IS NULL;
UPDATE stage_stationings SET was = 'new' WHERE was IS NULL
"""

#: `depth` ends the walk in a tree that would be too deep; units in a circle are never reached. `mine`: may the person write here?
AFTER = """
DROP TABLE IF EXISTS unit_after, post_after, tree_after CASCADE;
CREATE TEMP TABLE unit_after AS
  SELECT id, row, code, name, parent, parent_id, since, until FROM stage_units
  UNION ALL SELECT u.id, NULL, u.code, u.name, NULL, u.parent_id, u.since, u.until FROM organisation_unit u
    WHERE NOT EXISTS (SELECT FROM stage_units s WHERE s.id = u.id);
CREATE INDEX ON unit_after (id); CREATE INDEX ON unit_after (parent_id); ANALYZE unit_after;
CREATE TEMP TABLE post_after AS
  SELECT id, row, unit_id, code, role, title, since, until FROM stage_posts
  UNION ALL SELECT p.id, NULL, p.unit_id, p.code, p.role, p.title, p.since, p.until FROM organisation_post p
    WHERE NOT EXISTS (SELECT FROM stage_posts s WHERE s.id = p.id);
CREATE INDEX ON post_after (id); CREATE INDEX ON post_after (unit_id); ANALYZE post_after;
CREATE TEMP TABLE tree_after AS
  WITH RECURSIVE tree AS (
    SELECT a.id, 1 AS depth, CASE WHEN a.id < 0 THEN %(free)s OR a.parent IS NOT NULL ELSE r.id IS NOT NULL END AS mine
      FROM unit_after a LEFT JOIN reach r ON r.id = a.id WHERE a.parent_id IS NULL
    UNION ALL
    SELECT a.id, tree.depth + 1, CASE WHEN a.id < 0 THEN tree.mine ELSE r.id IS NOT NULL END
      FROM tree JOIN unit_after a ON a.parent_id = tree.id LEFT JOIN reach r ON r.id = a.id WHERE tree.depth < 40)
  SELECT id, max(depth) AS depth, bool_and(mine) AS mine FROM tree GROUP BY id;
CREATE UNIQUE INDEX ON tree_after (id); ANALYZE tree_after
"""


def run(script: str) -> None:
    """Run the statements of a script one after the other."""
    with connection.cursor() as cursor:
        for statement in script.split(";"):
            if statement.strip():
                cursor.execute(statement)


def analyse() -> None:
    """Let the planner know how full the staging tables are by now."""
    run("ANALYZE stage_units; ANALYZE stage_posts; ANALYZE stage_people; ANALYZE stage_appointments; ANALYZE stage_portfolios")


def resolve(by: Acting) -> None:
    """Fill in the numbers, say of each row whether it is new, changed or the same, and build the `*_after` tables."""
    query, params = Unit.objects.filter(visible(by, Permission.ORGANISATION_IMPORT)).order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS reach")
        cursor.execute(f"CREATE TEMP TABLE reach AS {query}", params)
        cursor.execute("ANALYZE reach")
    run(UNITS)
    run(POSTS_AND_PEOPLE)
    analyse()
    run(RELATIONS)
    run(WAS)
    run(AFTER.replace("%(free)s", "true" if by.is_console else "false"))
    analyse()


#: Lasting numbers for what is new.
NUMBERED = {
    "units": "UPDATE stage_units SET id = nextval(pg_get_serial_sequence('organisation_unit', 'id')) WHERE id < 0",
    "posts": "UPDATE stage_posts SET id = nextval(pg_get_serial_sequence('organisation_post', 'id')) WHERE id < 0",
    "people": "UPDATE stage_people SET id = nextval(pg_get_serial_sequence('organisation_person', 'id')) WHERE id < 0",
}


def renumber() -> None:
    """Give new units, seats and people their lasting numbers, and refer to them by those from now on."""
    run(NUMBERED["units"])
    run(UNITS)
    run(NUMBERED["posts"])
    run(NUMBERED["people"])
    run(POSTS_AND_PEOPLE)
