"""Whom education has reached in a unit's year, and whom not: core.study.reached as one statement over all people in reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from liangze.core.errors import NotFound
from liangze.core.study import Form
from liangze.core.words import BODIES, UnitKind
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may
from liangze.organisation.words import listed
from liangze.study.words import form_name

PAGE = 50
MOST = 5000  # rows of an export

#: People in reach on the last day, with the forms that were held where they sat, and those that reached them.
#: `home` is the unit whose sessions are offered to a seat: an inner office's people attend those of its unit.
PEOPLE = """
WITH seat AS (
    SELECT p.id, p.title, p.position, u.name AS unit, u.path, u.id AS unit_id,
        CASE WHEN u.kind = %(office)s AND u.parent_id IS NOT NULL THEN u.parent_id ELSE u.id END AS home
    FROM organisation_post p JOIN organisation_unit u ON u.id = p.unit_id
    WHERE u.path >= %(path)s AND u.path < %(path)s || ':' AND p.role <> ALL (%(bodies)s::text[])
      AND (%(below)s OR u.id = %(unit)s OR (u.parent_id = %(unit)s AND u.kind = %(office)s))
), stay AS (
    SELECT a.person_id, a.since, a.until, seat.* FROM organisation_appointment a JOIN seat ON seat.id = a.post_id
    WHERE a.since <= %(last)s AND (a.until IS NULL OR a.until > %(first)s)
), person AS (
    SELECT DISTINCT ON (person_id) person_id, title, unit, unit_id, path, position, since
    FROM stay WHERE until IS NULL OR until > %(last)s
    ORDER BY person_id, path, position, id
), held AS NOT MATERIALIZED (
    SELECT s.id, s.unit_id, s.form, s."on" FROM study_session s
    WHERE s."on" BETWEEN %(first)s AND %(last)s AND s.voided_at IS NULL
), offered AS (
    SELECT DISTINCT stay.person_id, held.form FROM stay
    JOIN held ON held.unit_id = stay.home AND held."on" >= stay.since AND (stay.until IS NULL OR held."on" < stay.until)
), named AS (
    SELECT at.person_id, held.form, at.present IS TRUE OR coalesce(m."on" <= %(last)s, false) AS there
    FROM person JOIN study_attendee at ON at.person_id = person.person_id JOIN held ON held.id = at.session_id
    LEFT JOIN study_makeup m ON m.attendee_id = at.id
), told AS (
    SELECT person.person_id,
        ARRAY(SELECT DISTINCT n.form FROM named n WHERE n.person_id = person.person_id AND n.there) AS attended,
        ARRAY(SELECT o.form FROM offered o WHERE o.person_id = person.person_id
              UNION SELECT n.form FROM named n WHERE n.person_id = person.person_id) AS offered,
        (SELECT count(*) FROM named n WHERE n.person_id = person.person_id AND n.there) AS times,
        (SELECT count(*) FROM named n WHERE n.person_id = person.person_id AND NOT n.there) AS open
    FROM person
), reached AS (
    SELECT person.*, told.attended, told.times, told.open,
        ARRAY(SELECT unnest(told.offered) EXCEPT SELECT unnest(told.attended)) AS missed
    FROM person JOIN told ON told.person_id = person.person_id
)
"""
ROWS = (
    PEOPLE
    + """
SELECT r.person_id, p.name, r.unit, r.title, r.since, r.attended, r.missed, r.times, r.open
FROM reached r JOIN organisation_person p ON p.id = r.person_id
WHERE CASE WHEN %(only)s = '' THEN true WHEN %(only)s = 'none' THEN r.attended = '{}'
      WHEN %(only)s = 'open' THEN r.open > 0 WHEN %(only)s = 'gaps' THEN r.missed <> '{}'
      WHEN %(only)s LIKE 'reached-%%' THEN substr(%(only)s, 9) = ANY (r.attended) ELSE substr(%(only)s, 8) = ANY (r.missed) END
ORDER BY r.path, r.position, r.person_id OFFSET %(offset)s LIMIT %(limit)s
"""
)
FIGURES = (
    PEOPLE  # noqa: S608 - own text, values are parameters
    + """
SELECT f.form, count(*) FILTER (WHERE f.form = ANY (r.attended)), count(*) FILTER (WHERE f.form = ANY (r.missed)),
    (SELECT count(*) FROM held WHERE held.form = f.form AND held.unit_id IN (SELECT home FROM seat)),
    count(r.person_id), count(*) FILTER (WHERE r.attended = '{}'), count(*) FILTER (WHERE r.missed <> '{}'),
    coalesce(sum(r.open), 0), count(*) FILTER (WHERE r.open > 0)
FROM unnest(%(forms)s::text[]) WITH ORDINALITY AS f (form, position) LEFT JOIN reached r ON true
GROUP BY f.form, f.position ORDER BY f.position
"""
)
#: What the list can be narrowed to: nobody reached, forms missed, absences open; and missed-<form>, reached-<form>.
ONLY = ("none", "gaps", "open", *(f"missed-{form}" for form in Form), *(f"reached-{form}" for form in Form))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in reach. times  sessions that reached the person.  open  absences not made up for."""

    id: int
    name: str
    unit: str
    seat: str
    since: date
    attended: frozenset[str]
    missed: tuple[str, ...]
    times: int
    open: int

    @property
    def missed_names(self) -> str:
        return listed(form_name(form) for form in Form if form in self.missed)

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """(name of the form, "reached", "missed" or "none") for each form in order."""
        return tuple(
            (form_name(form), "reached" if form in self.attended else "missed" if form in self.missed else "none") for form in Form
        )


@dataclass(frozen=True, slots=True)
class FormFigure:
    """How many people a form reached, how many it missed, in how many sessions of the units."""

    form: str
    name: str
    reached: int
    missed: int
    sessions: int


@dataclass(frozen=True, slots=True)
class ReachedPage:
    """The unit's year. people  all in reach; none  whom nothing reached; gaps  who missed a form; open  absences, of so many people."""

    unit: Unit
    year: int
    below: bool
    last: date
    forms: tuple[FormFigure, ...]
    people: int
    none: int
    gaps: int
    open: int
    open_people: int
    rows: tuple[PersonRow, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last_row(self) -> int:
        return self.first + len(self.rows) - 1


def reached_page(
    *, unit_id: int, year: int, by: Acting, today: date, below: bool = False, only: str = "", page: int = 1, everything: bool = False
) -> ReachedPage:
    """Three statements, whatever the number of people. everything  all rows for an export, up to 5,000.

    Raises NotFound for a unit whose study the person may not read.
    """
    unit = readable_unit(unit_id, by)
    last = min(today, date(year, 12, 31))
    only = only if only in ONLY else ""
    params: dict[str, Any] = {
        "unit": unit.pk, "path": unit.path, "below": below, "first": date(year, 1, 1), "last": last,
        "bodies": [role.value for role in BODIES], "office": UnitKind.OFFICE.value, "forms": [form.value for form in Form], "only": only,
    }
    figures = _fetch(FIGURES, params)
    _, _, _, _, people, none, gaps, missing, missing_people = figures[0]
    forms = tuple(FormFigure(form, form_name(form), reached, missed, held) for form, reached, missed, held, *_ in figures)
    total = _total(only, forms, {"": people, "none": none, "gaps": gaps, "open": missing_people})
    page = max(1, min(page, -(-total // PAGE)))
    params |= {"offset": 0 if everything else (page - 1) * PAGE, "limit": MOST if everything else PAGE}
    rows = tuple(
        PersonRow(pk, name, where, seat, since, frozenset(attended), tuple(missed), times, absent)
        for pk, name, where, seat, since, attended, missed, times, absent in _fetch(ROWS, params)
    )
    return ReachedPage(unit, year, below, last, forms, people, none, gaps, int(missing), missing_people, rows, total, page)


def readable_unit(unit_id: int, by: Acting) -> Unit:
    """The unit, if its study may be read. Raises NotFound."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None or not may(by, Permission.STUDY_READ, unit):
        raise NotFound("There is no such unit among those whose study you may read.", remedy="Open the list of study sessions.")
    return unit


def _total(only: str, forms: tuple[FormFigure, ...], sums: Mapping[str, int]) -> int:
    if only in sums:
        return sums[only]
    by_form = {f"missed-{each.form}": each.missed for each in forms} | {f"reached-{each.form}": each.reached for each in forms}
    return by_form[only]


def _fetch(statement: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
