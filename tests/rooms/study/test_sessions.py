"""Sessions: planned, held, made up for, void; and what is refused, with the words that help."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.study import Form, SessionState, state_on
from liangze.duties.models import Deed
from liangze.organisation.models import Appointment
from liangze.study.actions import cancel_plan, change_plan, close_site, enter_site, make_up, plan_session, void_session
from liangze.study.checks import all_wrong
from liangze.study.models import Attendee, MakeUp
from liangze.study.new_session import RECORD, Act, Named
from liangze.study.queries.waiting import missed, passed
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.settling import grounds
from tests.rooms.study.given import hold, plan_it, session

pytestmark = pytest.mark.django_db
ground = grounds("hualong")


@pytest.fixture
def liaison(ground):
    return ground.liaison("bureau")


def wrong(ground, new, *, held: bool = True, today=None) -> dict[str | None, Refusal]:
    found = all_wrong(new, held=held, by=ground.liaison("bureau"), today=today or new.on)
    assert all(refusal.remedy for refusal in found)
    return {refusal.field: refusal for refusal in found}


def test_a_session_is_planned_then_held_and_keeps_its_number(ground, liaison):
    planned = plan_it(session(ground, Form.STUDY, ground.on(3, 10)), liaison, today=ground.on(1, 5))
    assert planned.number == "2016-001"
    assert state_on(planned.dates, ground.on(3, 11)) is SessionState.PASSED
    assert list(planned.attendees.values_list("present", "person")) == [(None, None), (None, None)]
    assert not Deed.objects.filter(source_type=RECORD).exists(), "what is only planned counts for nothing"
    held = hold(session(ground, Form.STUDY, ground.on(3, 12)), liaison, session_id=planned.pk, seen=planned.edition)
    assert (held.pk, held.number, held.planned_on, held.on) == (planned.pk, "2016-001", ground.on(3, 10), ground.on(3, 12))
    assert set(held.attendees.values_list("person__name", flat=True)) == {"bureau principal", "bureau member-1"}
    assert [row.action for row in AuditEntry.objects.order_by("-id")[:2]] == ["study.session.hold", "duties.deed.record"]


def test_what_has_not_come_is_planned_what_has_passed_is_recorded(ground):
    late = session(ground, Form.STUDY, ground.on(3, 10))
    assert wrong(ground, late, today=ground.on(3, 9))["on"].what == "Today is %(today)s: %(on)s has not come yet."
    assert wrong(ground, late, held=False, today=ground.on(3, 11))["on"].what == "%(on)s has passed: that cannot be planned."


def test_everything_that_is_wrong_is_said_at_once(ground):
    bare = session(ground, Form.TRAINING, ground.on(3, 10), title=" ", hours=None, organiser="", named=(), acts=())
    assert set(wrong(ground, bare)) == {"title", "hours", "organiser", "named"}


@pytest.mark.parametrize(("form", "field"), [(Form.STUDY, "materials"), (Form.CAUTIONARY, "means"), (Form.EXEMPLARY, "materials")])
def test_each_form_asks_for_its_own_fields(ground, form, field):
    assert set(wrong(ground, session(ground, form, ground.on(3, 10), **{field: ""}))) == {field}


def test_somebody_who_held_no_seat_that_day_is_not_named(ground):
    seat = ground.seat("bureau/member-2")
    Appointment.objects.filter(post=seat).update(until=ground.on(2, 1))
    new = session(ground, Form.STUDY, ground.on(3, 10))
    found = wrong(ground, replace(new, named=(*new.named, Named(seat.pk, present=True))))
    assert str(found[f"a-{seat.pk}"]).startswith("Nobody held the seat “bureau 成员二” on 2016-03-10.")


def test_nobody_is_there_twice_neither_by_seat_nor_by_person(ground):
    new = session(ground, Form.STUDY, ground.on(3, 10))
    first = new.named[0]
    assert "twice" in wrong(ground, replace(new, named=(*new.named, first)))[f"a-{first.post_id}"].what
    second = f.seat(ground.unit("bureau"), ground.seat("bureau/member-1").role, "兼任")
    Appointment.objects.create(person=ground.people["bureau/principal"], post=second, since=ground.on(1, 1))
    found = wrong(ground, replace(new, named=(*new.named, Named(second.pk, present=True))))
    assert str(found[f"a-{second.pk}"]).startswith("bureau principal is named in two seats.")


def test_an_absence_needs_a_reason(ground):
    new = session(ground, Form.STUDY, ground.on(3, 10))
    seat = ground.seat("bureau/member-2")
    assert set(wrong(ground, replace(new, named=(*new.named, Named(seat.pk, present=False))))) == {f"a-{seat.pk}"}
    assert not wrong(ground, replace(new, named=(*new.named, Named(seat.pk, present=False, reason="出差"))))


@pytest.mark.parametrize(
    ("lead", "refused"),
    [("bureau/principal", False), ("county/principal", False), ("city/member-1", False), ("works/principal", True),
     ("office-1/principal", True), ("bureau/leadership", True)],
)
def test_a_lecturer_comes_from_the_unit_or_from_above_and_is_a_person(ground, lead, refused):
    new = session(ground, Form.LECTURE, ground.on(3, 10), lead_id=ground.seat(lead).pk, acts=())
    assert ("lead" in wrong(ground, new)) is refused


def test_it_counts_for_seats_of_the_unit_only_and_a_lecture_for_its_lecturer(ground):
    from_above = ground.seat("county/principal")
    new = session(ground, Form.LECTURE, ground.on(3, 10), lead_id=from_above.pk)
    assert wrong(ground, new)["as-lecture"].what == "A lecture counts for who gave it."
    found = wrong(ground, replace(new, acts=(Act("lecture", from_above.pk, frozenset()),)))
    assert found["as-lecture"].what == "It can count for seats of %(unit)s only."
    own = replace(session(ground, Form.STUDY, ground.on(3, 10)), acts=(Act("study", ground.seat("bureau/leadership").pk, {"no-such"}),))
    assert wrong(ground, own)["as-study"].what == "The topic “%(topic)s” is unknown."


def test_only_who_records_for_the_unit_plans_and_holds(ground):
    new = session(ground, Form.STUDY, ground.on(3, 10))
    with pytest.raises(NotAllowed):
        hold(new, ground.liaison("works"))
    with pytest.raises(NotAllowed):
        plan_it(new, ground.office("county"), today=ground.on(1, 5))


def test_two_people_at_once_change_one_plan_and_the_second_is_told(ground, liaison):
    day = ground.on(1, 5)
    planned = plan_it(session(ground, Form.STUDY, ground.on(3, 10)), liaison, today=day)
    later = session(ground, Form.STUDY, ground.on(3, 17))
    change_plan(session_id=planned.pk, new=later, seen=1, by=liaison, today=day)
    with pytest.raises(Conflict, match="Somebody else changed this plan meanwhile"):
        change_plan(session_id=planned.pk, new=later, seen=1, by=liaison, today=day)
    with pytest.raises(Conflict):
        hold(later, liaison, session_id=planned.pk, seen=1)
    hold(later, liaison, session_id=planned.pk, seen=2)
    with pytest.raises(Conflict, match="no longer only planned"):
        hold(later, liaison, session_id=planned.pk, seen=3)


def test_a_plan_is_given_up_with_a_reason_and_stays_in_the_plan(ground, liaison):
    planned = plan_it(session(ground, Form.STUDY, ground.on(3, 10)), liaison, today=ground.on(1, 5))
    with pytest.raises(Refusal, match="A reason is missing"):
        cancel_plan(session_id=planned.pk, reason=" ", by=liaison, now=f.at(ground.on(1, 6)))
    ended = cancel_plan(session_id=planned.pk, reason="与全县学习合并", by=liaison, now=f.at(ground.on(1, 6)))
    assert state_on(ended.dates, ground.on(4, 1)) is SessionState.CANCELLED


def test_an_absence_is_made_up_for_once_by_the_liaison_or_the_absent_person(ground, liaison):
    new = session(ground, Form.STUDY, ground.on(3, 10))
    seats = [ground.seat("bureau/member-1"), ground.seat("bureau/member-2")]
    there = Named(ground.seat("bureau/principal").pk, present=True)
    made = hold(replace(new, named=(there, *(Named(seat.pk, present=False, reason="出差") for seat in seats))), liaison)
    first, second = (Attendee.objects.get(session=made, post=seat) for seat in seats)
    day, now = ground.on(3, 20), f.at(ground.on(3, 20))

    def up(attendee, on, how="自学原文", by=liaison):
        return make_up(attendee_id=attendee.pk, on=on, how=how, by=by, today=day, now=now)

    with pytest.raises(Refusals) as caught:
        up(first, ground.on(3, 9), how=" ")
    assert {each.field for each in caught.value.refusals} == {"on", "how"}
    with pytest.raises(Refusals):
        up(first, ground.on(3, 21))
    up(first, ground.on(3, 18))
    with pytest.raises(Conflict, match="made up for already"):
        up(first, ground.on(3, 18))
    with pytest.raises(NotFound):
        up(second, ground.on(3, 18), by=ground.liaison("works"))
    with pytest.raises(NotAllowed):
        up(second, ground.on(3, 18), by=ground.leader("county/member-2"))
    up(second, ground.on(3, 19), by=ground.leader("bureau/member-2"))
    assert MakeUp.objects.filter(attendee__session=made).count() == 2


def test_what_waits_planned_sessions_whose_day_has_passed_and_ones_own_absences(ground, liaison):
    planned = plan_it(session(ground, Form.STUDY, ground.on(3, 10)), liaison, today=ground.on(1, 5))
    assert not list(passed(liaison, ground.on(3, 10)))
    assert [(row[0], row[2], row[5]) for row in passed(liaison, ground.on(3, 11))] == [("study-passed", planned.pk, ground.on(3, 10))]
    absent = ground.seat("bureau/member-2")
    new = session(ground, Form.STUDY, ground.on(3, 12))
    held = hold(replace(new, named=(*new.named, Named(absent.pk, present=False, reason="病假"))), liaison, session_id=planned.pk)
    assert not list(passed(liaison, ground.on(4, 1)))
    member = ground.leader("bureau/member-2")
    assert [row[:3] for row in missed(member, ground.on(4, 1))] == [("study-missed", "study-session", held.pk)]
    who = Attendee.objects.get(session=held, post=absent)
    make_up(attendee_id=who.pk, on=ground.on(3, 14), how="看录像", by=member, today=ground.on(3, 15), now=f.at(ground.on(3, 15)))
    assert not list(missed(member, ground.on(4, 1)))


def test_a_site_says_who_may_use_it(ground, liaison):
    def site(unit, open_to):
        return enter_site(
            unit_id=ground.unit(unit).pk, name=f"{unit} {open_to}", kind="cautionary", place="县城", open_to=open_to, note="",
            by=ground.liaison(unit), now=f.at(ground.on(1, 5)),
        )

    allowed = {(unit, to): site(unit, to).pk for unit, to in (("county", "below"), ("works", "all"), ("works", "below"), ("county", "own"))}
    visit = session(ground, Form.CAUTIONARY, ground.on(3, 10), means="visit")
    assert set(wrong(ground, visit)) == {"site"}, "a visit names its site"
    refused = {key for key, number in allowed.items() if "site" in wrong(ground, replace(visit, site_id=number))}
    assert refused == {("works", "below"), ("county", "own")}
    close_site(site_id=allowed["works", "all"], reason="改建", by=ground.liaison("works"), today=ground.on(3, 1))
    assert "is closed since" in wrong(ground, replace(visit, site_id=allowed["works", "all"]))["site"].what


def test_a_session_is_void_once_and_only_when_it_was_held(ground, liaison):
    planned = plan_it(session(ground, Form.STUDY, ground.on(3, 10)), liaison, today=ground.on(1, 5))
    now = f.at(ground.on(4, 1))
    with pytest.raises(Conflict):
        void_session(session_id=planned.pk, reason="误", by=liaison, now=now)
    made = hold(session(ground, Form.STUDY, ground.on(3, 10)), liaison)
    void_session(session_id=made.pk, reason="误", by=liaison, now=now)
    with pytest.raises(Conflict):
        void_session(session_id=made.pk, reason="误", by=liaison, now=now)


def test_numbers_run_on_in_the_unit_and_year(ground, liaison):
    numbers = [hold(session(ground, Form.STUDY, ground.on(month, 10)), liaison).number for month in (2, 3)]
    later = plan_session(
        new=session(ground, Form.LECTURE, ground.on(5, 10)), by=liaison, today=ground.on(4, 1), now=f.at(ground.on(4, 1))
    )
    assert [*numbers, later.number] == ["2016-001", "2016-002", "2016-003"]
