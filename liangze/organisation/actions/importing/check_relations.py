"""What can be wrong with staged appointments, portfolios, coverage and stationings."""

from __future__ import annotations

from dataclasses import replace

from liangze.organisation.actions.importing.check_units import FIXED_UNTIL, NOT_YOURS, ORDER, TWICE, UNKNOWN_UNIT
from liangze.organisation.actions.importing.row_check import RowCheck
from liangze.organisation.checks.check_five_areas import FIVE
from liangze.organisation.workbook.vocabulary import AREAS

UNKNOWN_POST = ("The unit %(unit)s has no seat with the code %(code)s.", "Check both codes, or add the seat in the sheet of seats.")
BODY = ("“%(title)s” is a body: the organ itself holds this seat.", "Choose the seat of a person, for instance the principal's.")
OUTSIDE_SEAT = ("The seat does not exist on all of these days.", "Give days inside the life of the seat.")
OUTSIDE_UNIT = ("The unit does not exist on all of these days.", "Give days inside the life of the unit.")

BODIES = "('leadership', 'discipline_organ', 'stationed_group', 'leading_group')"
FIVE_AREAS = ", ".join(f"'{area.value}'" for area in FIVE)
AREA_NAMES = " ".join(f"WHEN '{code}' THEN '{name}'" for name, code in AREAS.items())


def placed(checks: tuple[RowCheck, ...], **places: str) -> tuple[RowCheck, ...]:
    """The checks with names of our own tables and columns put in for @places."""
    for name, value in places.items():
        checks = tuple(replace(check, sql=check.sql.replace(f"@{name}", value)) for check in checks)
    return checks


def of_seats(sheet: str) -> tuple[RowCheck, ...]:
    """The checks that are the same for everything that hangs on a seat."""
    checks = (
        RowCheck(
            sheet,
            "post",
            *UNKNOWN_POST,
            """
            SELECT row, jsonb_build_object('unit', unit, 'code', post) FROM @stage
            WHERE unit IS NOT NULL AND post IS NOT NULL AND post_id IS NULL""",
        ),
        RowCheck(
            sheet,
            "unit",
            *NOT_YOURS,
            """
            SELECT s.row, NULL::jsonb FROM @stage s JOIN post_after p ON p.id = s.post_id JOIN tree_after t ON t.id = p.unit_id
            WHERE s.was <> 'same' AND NOT t.mine""",
        ),
        RowCheck(
            sheet,
            "post",
            *BODY,
            """
            SELECT s.row, jsonb_build_object('title', p.title) FROM @stage s JOIN post_after p ON p.id = s.post_id
            WHERE p.role IN @bodies""",
        ),
        RowCheck(sheet, "until", *ORDER, "SELECT row, NULL::jsonb FROM @stage WHERE until <= since"),
        RowCheck(
            sheet,
            "since",
            *OUTSIDE_SEAT,
            """
            SELECT s.row, NULL::jsonb FROM @stage s JOIN post_after p ON p.id = s.post_id
            WHERE s.since < p.since OR (p.until IS NOT NULL AND (s.until IS NULL OR s.until > p.until))""",
        ),
        RowCheck(
            sheet,
            "until",
            *FIXED_UNTIL,
            """
            SELECT s.row, jsonb_build_object('is', o.until) FROM @stage s JOIN @stored o ON o.id = s.id
            WHERE o.until IS NOT NULL AND o.until IS DISTINCT FROM s.until""",
        ),
    )
    return placed(checks, stage=f"stage_{sheet}", stored=f"organisation_{sheet.removesuffix('s')}", bodies=BODIES)


def of_targets(sheet: str, target: str) -> tuple[RowCheck, ...]:
    """The checks of the unit that a row points at, by its column."""
    checks = (
        RowCheck(
            sheet,
            target,
            *UNKNOWN_UNIT,
            """
            SELECT row, jsonb_build_object('code', @target) FROM @stage WHERE @target IS NOT NULL AND @number IS NULL""",
        ),
        RowCheck(
            sheet,
            target,
            *OUTSIDE_UNIT,
            """
            SELECT s.row, NULL::jsonb FROM @stage s JOIN unit_after u ON u.id = s.@number
            WHERE s.since < u.since OR (u.until IS NOT NULL AND (s.until IS NULL OR s.until > u.until))""",
        ),
    )
    return placed(checks, stage=f"stage_{sheet}", target=target, number=f"{target}_id")


def twice(sheet: str, key: str, column: str = "since") -> RowCheck:
    """The same row twice in a sheet, by the columns it is recognised by."""
    check = RowCheck(
        sheet,
        column,
        *TWICE,
        """
        SELECT row, jsonb_build_object('first', first) FROM (
          SELECT row, min(row) OVER (PARTITION BY @key) AS first FROM @stage WHERE since IS NOT NULL) s
        WHERE row > first""",
    )
    return placed((check,), stage=f"stage_{sheet}", key=key)[0]


APPOINTMENTS = (
    RowCheck(
        "appointments",
        "number",
        "Nobody has the personnel number %(number)s.",
        "Check the number, or add the person in the sheet of people.",
        """
        SELECT row, jsonb_build_object('number', number) FROM stage_appointments WHERE number IS NOT NULL AND person_id IS NULL""",
    ),
    *of_seats("appointments"),
    RowCheck(
        "appointments",
        "number",
        "%(name)s is entered as holding the seat from this day; people are not overwritten by an import.",
        "Check the number. If the entry is wrong, correct it on its page and say why.",
        """
        SELECT s.row, jsonb_build_object('name', p.name) FROM stage_appointments s JOIN organisation_appointment a ON a.id = s.id
        JOIN organisation_person p ON p.id = a.person_id WHERE a.person_id IS DISTINCT FROM s.person_id""",
    ),
    RowCheck(
        "appointments",
        "since",
        "Somebody else holds the seat on some of these days: row %(other)s.",
        "Let one appointment end on the day the next begins.",
        """
        SELECT s.row, jsonb_build_object('other', s.other) FROM (
          SELECT row, lag(row) OVER seat AS other, since,
            max(coalesce(until, 'infinity')) OVER (seat ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ends
          FROM stage_appointments WHERE post_id IS NOT NULL AND since IS NOT NULL
          WINDOW seat AS (PARTITION BY post_id ORDER BY since, row)) s WHERE s.ends > s.since""",
    ),
    RowCheck(
        "appointments",
        "since",
        "%(name)s holds the seat from %(since)s on some of these days.",
        "Add that appointment with its end to the sheet, or choose other days.",
        """
        SELECT s.row, jsonb_build_object('name', p.name, 'since', a.since) FROM stage_appointments s
        JOIN organisation_appointment a ON a.post_id = s.post_id AND a.id IS DISTINCT FROM s.id
        JOIN organisation_person p ON p.id = a.person_id
        WHERE NOT EXISTS (SELECT FROM stage_appointments x WHERE x.id = a.id)
          AND s.since < coalesce(a.until, 'infinity') AND a.since < coalesce(s.until, 'infinity')""",
    ),
)

PORTFOLIOS = (
    *of_seats("portfolios"),
    *of_targets("portfolios", "target"),
    RowCheck(
        "portfolios",
        "target",
        "A portfolio is a unit or an area of work.",
        "Fill in exactly one of the two columns.",
        "SELECT row, NULL::jsonb FROM stage_portfolios WHERE (target IS NULL) = (area = '')",
    ),
    twice("portfolios", "unit, post, target, area, since"),
    *placed(
        (
            RowCheck(
                "portfolios",
                "area",
                "The principal is directly in charge of “%(area)s”.",
                "Put the area in charge of a member of the leadership; the principal still answers for it.",
                """
        SELECT s.row, jsonb_build_object('area', CASE s.area @names END) FROM stage_portfolios s JOIN post_after p ON p.id = s.post_id
        WHERE p.role = 'principal' AND s.area IN (@five) AND s.until IS NULL""",
                warning=True,
            ),
        ),
        names=AREA_NAMES,
        five=FIVE_AREAS,
    ),
)

COVERAGES = (*of_seats("coverages"), *of_targets("coverages", "target"), twice("coverages", "unit, post, target, kind, since"))

STATIONINGS = (
    *of_targets("stationings", "station"),
    *of_targets("stationings", "unit"),
    RowCheck("stationings", "until", *ORDER, "SELECT row, NULL::jsonb FROM stage_stationings WHERE until <= since"),
    RowCheck(
        "stationings",
        "unit",
        *NOT_YOURS,
        """
        SELECT s.row, NULL::jsonb FROM stage_stationings s JOIN tree_after g ON g.id = s.station_id JOIN tree_after u ON u.id = s.unit_id
        WHERE s.was <> 'same' AND NOT (g.mine AND u.mine)""",
    ),
    RowCheck(
        "stationings",
        "station",
        "This unit has no seat of a stationed group.",
        "Add the seat in the sheet of seats, or check the code.",
        """
        SELECT s.row, NULL::jsonb FROM stage_stationings s WHERE s.station_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM post_after p WHERE p.unit_id = s.station_id AND p.role = 'stationed_group')""",
    ),
    RowCheck(
        "stationings",
        "until",
        *FIXED_UNTIL,
        """
        SELECT s.row, jsonb_build_object('is', o.until) FROM stage_stationings s JOIN organisation_stationing o ON o.id = s.id
        WHERE o.until IS NOT NULL AND o.until IS DISTINCT FROM s.until""",
    ),
    RowCheck(
        "stationings",
        "since",
        "Another stationed group supervises the unit on some of these days: row %(other)s.",
        "Let one stationing end on the day the next begins.",
        """
        SELECT s.row, jsonb_build_object('other', s.other) FROM (
          SELECT row, lag(row) OVER of_unit AS other, since,
            max(coalesce(until, 'infinity')) OVER (of_unit ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ends
          FROM stage_stationings WHERE unit_id IS NOT NULL AND since IS NOT NULL
          WINDOW of_unit AS (PARTITION BY unit_id ORDER BY since, row)) s WHERE s.ends > s.since""",
    ),
    RowCheck(
        "stationings",
        "since",
        "“%(name)s” supervises the unit from %(since)s on some of these days.",
        "Add that stationing with its end to the sheet, or choose other days.",
        """
        SELECT s.row, jsonb_build_object('name', g.name, 'since', o.since) FROM stage_stationings s
        JOIN organisation_stationing o ON o.unit_id = s.unit_id AND o.id IS DISTINCT FROM s.id JOIN organisation_unit g ON g.id = o.group_id
        WHERE NOT EXISTS (SELECT FROM stage_stationings x WHERE x.id = o.id)
          AND s.since < coalesce(o.until, 'infinity') AND o.since < coalesce(s.until, 'infinity')""",
    ),
)
