"""What can be wrong with staged units, seats and people."""

from __future__ import annotations

from liangze.organisation.actions.importing.row_check import RowCheck

TWICE = ("This stands in the sheet twice, first in row %(first)s.", "Keep one of the two rows.")
UNKNOWN_UNIT = ("There is no unit with the code %(code)s.", "Check the code, or add the unit in the sheet of units.")
NOT_YOURS = ("You may not write in this unit.", "Ask the system administrator of that unit to import this row.")
FIXED_SINCE = (
    "It is entered as beginning on %(is)s; days are not overwritten by an import.",
    "Put that day here, or correct the entry on its page and say why.",
)
FIXED_UNTIL = (
    "It is entered as ended on %(is)s; days are not overwritten by an import.",
    "Put that day here, or correct the entry on its page and say why.",
)
ORDER = (
    "The end is not after the beginning.",
    "The end is the first day on which it no longer holds: give a later day, or leave it empty.",
)

UNITS = (
    RowCheck(
        "units",
        "code",
        *TWICE,
        """
        SELECT row, jsonb_build_object('first', first) FROM (
          SELECT row, code, min(row) OVER (PARTITION BY code) AS first FROM stage_units WHERE code IS NOT NULL) s WHERE row > first""",
    ),
    RowCheck(
        "units",
        "parent",
        *UNKNOWN_UNIT,
        """
        SELECT row, jsonb_build_object('code', parent) FROM stage_units WHERE parent IS NOT NULL AND parent_id IS NULL""",
    ),
    RowCheck(
        "units",
        "parent",
        "The unit would lie below itself, or deeper than 30 levels.",
        "Choose a unit above it that is not below it.",
        """
        SELECT s.row, NULL::jsonb FROM stage_units s LEFT JOIN tree_after t ON t.id = s.id
        WHERE s.code IS NOT NULL AND (t.id IS NULL OR t.depth > 30)""",
    ),
    RowCheck(
        "units",
        "code",
        *NOT_YOURS,
        """
        SELECT s.row, NULL::jsonb FROM stage_units s JOIN tree_after t ON t.id = s.id LEFT JOIN tree_after p ON p.id = s.parent_id
        WHERE s.was <> 'same' AND NOT (t.mine AND (s.was = 'new' OR coalesce(p.mine, true)
          OR s.parent_id = (SELECT parent_id FROM organisation_unit u WHERE u.id = s.id)))""",
    ),
    RowCheck("units", "until", *ORDER, "SELECT row, NULL::jsonb FROM stage_units WHERE until <= since"),
    RowCheck(
        "units",
        "since",
        *FIXED_SINCE,
        """
        SELECT s.row, jsonb_build_object('is', u.since) FROM stage_units s JOIN organisation_unit u ON u.id = s.id
        WHERE u.since <> s.since""",
    ),
    RowCheck(
        "units",
        "until",
        *FIXED_UNTIL,
        """
        SELECT s.row, jsonb_build_object('is', u.until) FROM stage_units s JOIN organisation_unit u ON u.id = s.id
        WHERE u.until IS NOT NULL AND u.until IS DISTINCT FROM s.until""",
    ),
    RowCheck(
        "units",
        "until",
        "Units below it are still open, “%(name)s” among them.",
        "Close or move them in the same workbook.",
        """
        SELECT s.row, jsonb_build_object('name', min(a.name)) FROM stage_units s JOIN unit_after a ON a.parent_id = s.id
        WHERE s.until IS NOT NULL AND (a.until IS NULL OR a.until > s.until) GROUP BY s.row""",
    ),
    RowCheck(
        "units",
        "until",
        "Its seat “%(title)s” would outlast it.",
        "End the seats of the unit in the same workbook.",
        """
        SELECT s.row, jsonb_build_object('title', min(p.title)) FROM stage_units s JOIN post_after p ON p.unit_id = s.id
        WHERE s.until IS NOT NULL AND (p.until IS NULL OR p.until > s.until) AND p.row IS NULL GROUP BY s.row""",
    ),
)

POSTS = (
    RowCheck(
        "posts",
        "code",
        *TWICE,
        """
        SELECT row, jsonb_build_object('first', first) FROM (
          SELECT row, min(row) OVER (PARTITION BY unit, code) AS first FROM stage_posts WHERE unit IS NOT NULL AND code IS NOT NULL) s
        WHERE row > first""",
    ),
    RowCheck(
        "posts",
        "unit",
        *UNKNOWN_UNIT,
        """
        SELECT row, jsonb_build_object('code', unit) FROM stage_posts WHERE unit IS NOT NULL AND unit_id IS NULL""",
    ),
    RowCheck(
        "posts",
        "unit",
        *NOT_YOURS,
        """
        SELECT s.row, NULL::jsonb FROM stage_posts s JOIN tree_after t ON t.id = s.unit_id WHERE s.was <> 'same' AND NOT t.mine""",
    ),
    RowCheck("posts", "until", *ORDER, "SELECT row, NULL::jsonb FROM stage_posts WHERE until <= since"),
    RowCheck(
        "posts",
        "since",
        "The unit does not exist on all of these days.",
        "Give days inside the life of the unit.",
        """
        SELECT s.row, NULL::jsonb FROM stage_posts s JOIN unit_after u ON u.id = s.unit_id
        WHERE s.since < u.since OR (u.until IS NOT NULL AND (s.until IS NULL OR s.until > u.until))""",
    ),
    RowCheck(
        "posts",
        "role",
        "The seat is entered with another role; the role of a seat lasts.",
        "End this seat and add another with a code of its own.",
        """
        SELECT s.row, NULL::jsonb FROM stage_posts s JOIN organisation_post p ON p.id = s.id WHERE p.role <> s.role""",
    ),
    RowCheck(
        "posts",
        "since",
        *FIXED_SINCE,
        """
        SELECT s.row, jsonb_build_object('is', p.since) FROM stage_posts s JOIN organisation_post p ON p.id = s.id
        WHERE p.since <> s.since""",
    ),
    RowCheck(
        "posts",
        "until",
        *FIXED_UNTIL,
        """
        SELECT s.row, jsonb_build_object('is', p.until) FROM stage_posts s JOIN organisation_post p ON p.id = s.id
        WHERE p.until IS NOT NULL AND p.until IS DISTINCT FROM s.until""",
    ),
    RowCheck(
        "posts",
        "role",
        "The unit would have this body twice on the same day.",
        "Keep one of the two, or end one before the other begins.",
        """
        SELECT DISTINCT s.row, NULL::jsonb FROM stage_posts s
        JOIN post_after p ON p.unit_id = s.unit_id AND p.role = s.role AND p.id <> s.id
        WHERE s.role IN ('leadership', 'discipline_organ', 'stationed_group') AND s.was = 'new'
          AND s.since < coalesce(p.until, 'infinity') AND p.since < coalesce(s.until, 'infinity')""",
    ),
    RowCheck(
        "posts",
        "until",
        "Somebody holds the seat, or something is in its charge, beyond this day.",
        "End those entries in the same workbook.",
        """
        SELECT s.row, NULL::jsonb FROM stage_posts s WHERE s.until IS NOT NULL AND s.id > 0 AND (
          EXISTS (SELECT FROM organisation_appointment a WHERE a.post_id = s.id AND (a.until IS NULL OR a.until > s.until)
                  AND NOT EXISTS (SELECT FROM stage_appointments x WHERE x.id = a.id))
          OR EXISTS (SELECT FROM organisation_portfolio a WHERE a.post_id = s.id AND (a.until IS NULL OR a.until > s.until)
                  AND NOT EXISTS (SELECT FROM stage_portfolios x WHERE x.id = a.id))
          OR EXISTS (SELECT FROM organisation_coverage a WHERE a.post_id = s.id AND (a.until IS NULL OR a.until > s.until)
                  AND NOT EXISTS (SELECT FROM stage_coverages x WHERE x.id = a.id)))""",
    ),
)

PEOPLE = (
    RowCheck(
        "people",
        "number",
        *TWICE,
        """
        SELECT row, jsonb_build_object('first', first) FROM (
          SELECT row, min(row) OVER (PARTITION BY number) AS first FROM stage_people WHERE number IS NOT NULL) s WHERE row > first""",
    ),
    RowCheck(
        "people",
        "name",
        "The number belongs to somebody of another name in a unit outside your reach.",
        "Check number and name.",
        """
        SELECT s.row, NULL::jsonb FROM stage_people s WHERE s.was = 'changed' AND s.id > 0 AND EXISTS (
          SELECT FROM organisation_appointment a JOIN organisation_post p ON p.id = a.post_id LEFT JOIN reach r ON r.id = p.unit_id
          WHERE a.person_id = s.id AND r.id IS NULL)""",
    ),
)
