"""Whom education has reached and whom not: figures that add up and open to names, and agree with the core's definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangze.core.errors import NotFound
from liangze.core.organisation import Span
from liangze.core.study import Attendance, Form, Held, Stay, reached
from liangze.organisation.models import Appointment
from liangze.study.actions import make_up, void_session
from liangze.study.models import Attendee, Session
from liangze.study.new_session import Named
from liangze.study.queries.paper import reached_paper
from liangze.study.queries.reached import reached_page
from tests.rooms import factory as f
from tests.rooms.settling import grounds
from tests.rooms.study.given import hold, session

pytestmark = pytest.mark.django_db
ground = grounds("hualong")


def page(ground, day: date, *, unit: str = "bureau", by=None, **more):
    by = by or ground.office("county")
    return reached_page(unit_id=ground.unit(unit).pk, year=ground.year, by=by, today=day, **more)


def study(ground, on: date, *, absent: tuple[str, ...] = (), there: tuple[str, ...] = ("bureau/principal",), form=Form.STUDY) -> Session:
    named = (
        *(Named(ground.seat(path).pk, present=True) for path in there),
        *(Named(ground.seat(path).pk, present=False, reason="出差") for path in absent),
    )
    return hold(session(ground, form, on, named=named), ground.liaison("bureau"))


def test_before_anything_is_held_nobody_is_reached_and_nobody_has_missed_anything(ground):
    found = page(ground, ground.on(3, 1))
    assert (found.people, found.none, found.gaps, found.open) == (6, 6, 0, 0), "four seats of the bureau and two heads of its offices"
    assert all(figure.reached == figure.missed == figure.sessions == 0 for figure in found.forms)


def test_who_was_absent_shows_until_it_is_made_up(ground):
    made = study(ground, ground.on(3, 10), there=("bureau/principal", "bureau/member-1"), absent=("bureau/member-2",))
    found = page(ground, ground.on(3, 11))
    assert (found.none, found.gaps, found.open, found.open_people) == (4, 4, 1, 1)
    shown = {row.seat: row for row in page(ground, ground.on(3, 11), only="open").rows}
    assert set(shown) == {"bureau 成员二"}
    assert shown["bureau 成员二"].missed == ("study",)
    who = Attendee.objects.get(session=made, present=False)
    make_up(
        attendee_id=who.pk, on=ground.on(3, 15), how="自学", by=ground.liaison("bureau"), today=ground.on(3, 16), now=f.at(ground.on(3, 16))
    )
    assert page(ground, ground.on(3, 14)).open == 1, "as of the day before it was made up"
    after = page(ground, ground.on(3, 16))
    assert (after.none, after.gaps, after.open) == (3, 3, 0)
    assert next((each.reached, each.missed, each.sessions) for each in after.forms) == (3, 3, 1)


def test_every_figure_opens_to_as_many_names(ground):
    study(ground, ground.on(3, 10), absent=("bureau/member-2",))
    study(ground, ground.on(4, 10), form=Form.LECTURE, there=("bureau/member-1", "office-1/principal"))
    found = page(ground, ground.on(5, 1))
    sums = {"none": found.none, "gaps": found.gaps, "open": found.open_people}
    sums |= {f"reached-{each.form}": each.reached for each in found.forms} | {f"missed-{each.form}": each.missed for each in found.forms}
    for only, n in sums.items():
        narrowed = page(ground, ground.on(5, 1), only=only)
        assert (len(narrowed.rows), narrowed.total) == (n, n), only


def test_a_void_session_has_reached_nobody(ground):
    made = study(ground, ground.on(3, 10))
    void_session(session_id=made.pk, reason="误", by=ground.liaison("bureau"), now=f.at(ground.on(3, 11)))
    assert page(ground, ground.on(3, 12)).none == 6


def test_people_of_units_below_are_shown_on_demand_and_only_who_may_read_is_told(ground):
    assert page(ground, ground.on(3, 1), unit="county").people == 4
    everybody = page(ground, ground.on(3, 1), unit="county", below=True)
    assert everybody.people == Appointment.objects.filter(post__unit__path__startswith=ground.unit("county").path).count()
    with pytest.raises(NotFound):
        page(ground, ground.on(3, 1), by=ground.liaison("works"))


def test_the_number_of_statements_does_not_depend_on_the_number_of_people(ground):
    by = ground.office("county")
    for unit, below in (("bureau", False), ("county", True)):
        with CaptureQueriesContext(connection) as told:
            page(ground, ground.on(5, 1), unit=unit, below=below, by=by)
        assert len(told) == 3


def test_the_paper_has_a_row_for_each_person(ground):
    study(ground, ground.on(3, 10))
    found = page(ground, ground.on(5, 1), everything=True)
    paper = reached_paper(found)
    assert paper.title == "bureau2016年教育覆盖情况"
    assert len(paper.blocks[1].rows) == 6


@pytest.mark.parametrize("seed", range(6))
def test_the_statement_says_what_the_core_says(ground, seed):
    """Sessions in three units, people who come and go, absences made up for or not: the same answer for everybody."""
    dice = Random(seed)
    units = ("bureau", "works", "county")
    paths = [path for path in ground.people if path.split("/", 1)[0] in {*units, "office-1", "office-2"}]
    for path in dice.sample(paths, 4):
        day = ground.on(dice.randint(2, 11), 3)
        Appointment.objects.filter(post=ground.seat(path)).update(since=day)
    for _ in range(7):
        unit, on = dice.choice(units), ground.on(dice.randint(1, 11), dice.randint(1, 28))
        inside = [path for path in paths if ground.seat(path).unit.path.startswith(ground.unit(unit).path)]
        sits = [path for path in inside if Appointment.objects.filter(post=ground.seat(path), since__lte=on).exists()]
        if not sits:
            continue
        some = dice.sample(sits, dice.randint(1, len(sits)))
        named = [Named(ground.seat(path).pk, present=dice.random() < 0.6, reason="出差") for path in some]
        named[0] = replace(named[0], present=True)
        form = dice.choice((Form.CAUTIONARY, Form.EXEMPLARY, Form.TRAINING))
        made = hold(session(ground, form, on, unit=unit, named=tuple(named), lead_id=None, acts=()), ground.liaison(unit))
        for absent in made.attendees.filter(present=False):
            if dice.random() < 0.4:
                later = min(on + timedelta(days=dice.randint(0, 60)), ground.on(12, 31))
                make_up(attendee_id=absent.pk, on=later, how="x", by=ground.liaison(unit), today=later, now=f.at(later))
    last = ground.on(dice.randint(6, 12), 15)
    found = reached_page(
        unit_id=ground.unit("county").pk, year=ground.year, by=ground.office("county"), today=last, below=True, everything=True
    )
    held = [Held(row.pk, row.unit_id, Form(row.form), row.on) for row in Session.objects.filter(on__isnull=False)]
    homes = {ground.unit("office-1").pk: ground.unit("bureau").pk, ground.unit("office-2").pk: ground.unit("bureau").pk}
    for row in found.rows:
        stays = [
            Stay(homes.get(each.post.unit_id, each.post.unit_id), Span(each.since, each.until))
            for each in Appointment.objects.filter(person=row.id).select_related("post")
        ]
        named = [
            Attendance(each.session_id, bool(each.present), each.make_up.on if hasattr(each, "make_up") else None)
            for each in Attendee.objects.filter(person=row.id)
        ]
        truth = reached(stays, held, named, first=ground.on(1, 1), last=last)
        assert (row.attended, frozenset(row.missed), row.open) == (truth.attended, truth.missed, len(truth.open))
