"""The verbs of the organisation: what they write, and what they refuse."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.core.errors import NotAllowed, NotFound, Refusal
from liangze.core.words import Role
from liangze.organisation import actions
from liangze.organisation.models import Appointment, Change, GrantRole, Portfolio, Post, Stationing, Unit
from liangze.organisation.policy import Acting, console
from liangze.trust.models import AuditEntry
from tests.rooms import factory
from tests.rooms.factory import Town

pytestmark = pytest.mark.django_db
TODAY, SPRING, AUTUMN = date(2026, 6, 1), date(2026, 3, 1), date(2026, 9, 1)
FACTS = actions.UnitFacts(name="甲镇", kind="region", level="township")


@pytest.fixture
def town() -> Town:
    return factory.town()


@pytest.fixture
def office(town: Town) -> Acting:
    return factory.acting("office", (GrantRole.OFFICE, town.county), today=TODAY)


def refused(field: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.field == field and bool(refusal.remedy))


def test_found_unit(town: Town, office: Acting) -> None:
    unit = actions.found_unit(by=office, parent_id=town.county.pk, code="C01T3", facts=FACTS, since=SPRING)
    assert unit.path == town.county.path + f"{unit.pk:07d}"
    assert Change.objects.filter(unit_id=unit.pk).count() == 1
    entry = AuditEntry.objects.get(action="organisation.unit.found")
    assert (entry.before, entry.after["code"], entry.unit_id) == (None, "C01T3", unit.pk)


def test_found_unit_refuses(town: Town, office: Acting) -> None:
    with refused("code"):
        actions.found_unit(by=office, parent_id=town.county.pk, code="C01B1", facts=FACTS, since=SPRING)
    with refused("since"):
        actions.found_unit(by=office, parent_id=town.county.pk, code="NEW", facts=FACTS, since=date(2015, 1, 1))
    with refused("kind"):
        actions.found_unit(
            by=office, parent_id=town.county.pk, code="NEW", facts=actions.UnitFacts("甲镇", "town", "township"), since=SPRING
        )
    with pytest.raises(NotAllowed):
        actions.found_unit(by=office, parent_id=None, code="NEW", facts=FACTS, since=SPRING)


def test_outside_ones_reach_nothing_is_there(town: Town) -> None:
    by = factory.acting("sister", (GrantRole.OFFICE, town.township1), today=TODAY)
    with pytest.raises(NotFound):
        actions.edit_unit(by=by, unit_id=town.township2.pk, facts=FACTS)
    with pytest.raises(NotFound):
        actions.appoint(by=by, post_id=town.township2_principal.pk, number="X1", name="安可", since=SPRING)
    reader = factory.acting("reader", (GrantRole.LEADER, town.county), today=TODAY)
    with pytest.raises(NotAllowed):
        actions.edit_unit(by=reader, unit_id=town.township2.pk, facts=FACTS)


def test_edit_unit_writes_only_what_changed(town: Town, office: Acting) -> None:
    actions.edit_unit(by=office, unit_id=town.township1.pk, facts=FACTS, reason="改名")
    entries = AuditEntry.objects.count()
    actions.edit_unit(by=office, unit_id=town.township1.pk, facts=FACTS)
    assert AuditEntry.objects.count() == entries
    assert Unit.objects.get(pk=town.township1.pk).name == "甲镇"


def test_move_unit_takes_its_subtree_along(town: Town, office: Acting) -> None:
    actions.move_unit(by=office, unit_id=town.bureau.pk, parent_id=town.township1.pk, reason="机构改革", today=TODAY)
    township, bureau, inner = (Unit.objects.get(pk=u.pk) for u in (town.township1, town.bureau, town.office1))
    assert (bureau.path, inner.path) == (township.path + f"{bureau.pk:07d}", bureau.path + f"{inner.pk:07d}")
    assert set(Change.objects.values_list("unit_id", flat=True)) == {
        u.pk for u in (town.county, town.township1, town.bureau, town.office1, town.office2)
    }


def test_move_unit_refuses_a_circle(town: Town, office: Acting) -> None:
    for parent in (town.bureau, town.office1):
        with refused("parent"):
            actions.move_unit(by=office, unit_id=town.bureau.pk, parent_id=parent.pk, reason="机构改革", today=TODAY)
    with refused("reason"):
        actions.move_unit(by=office, unit_id=town.bureau.pk, parent_id=town.township1.pk, reason=" ", today=TODAY)


def test_close_unit_ends_what_hangs_on_it(town: Town, office: Acting) -> None:
    with refused("on"):
        actions.close_unit(by=office, unit_id=town.bureau.pk, on=AUTUMN, reason="撤并")
    factory.appoint(factory.person("安可"), town.head1)
    actions.close_unit(by=office, unit_id=town.office1.pk, on=AUTUMN, reason="撤并")
    assert Unit.objects.get(pk=town.office1.pk).until == AUTUMN
    assert {Post.objects.get(unit=town.office1).until, Appointment.objects.get().until} == {AUTUMN}
    assert Portfolio.objects.get(unit=town.office1).until == AUTUMN
    assert Portfolio.objects.get(unit=town.office2).until is None


def test_posts(town: Town, office: Acting) -> None:
    post = actions.add_post(
        by=office, unit_id=town.bureau.pk, code="M3", role=Role.MEMBER, facts=actions.PostFacts("副局长三", 5), since=SPRING
    )
    actions.edit_post(by=office, post_id=post.pk, facts=actions.PostFacts("总工程师", 5))
    assert Post.objects.get(pk=post.pk).title == "总工程师"
    with refused("role"):
        actions.add_post(by=office, unit_id=town.bureau.pk, code="L2", role=Role.LEADERSHIP, facts=actions.PostFacts("班子"), since=SPRING)
    with refused("role"):
        actions.add_post(by=office, unit_id=town.bureau.pk, code="D", role=Role.DEPARTMENT, facts=actions.PostFacts("部门"), since=SPRING)
    actions.appoint(by=office, post_id=post.pk, number="N1", name="白露", since=SPRING)
    actions.end_post(by=office, post_id=post.pk, on=AUTUMN, reason="撤销")
    assert Appointment.objects.get().until == AUTUMN


def test_appoint_one_holder_at_a_time_with_gaps(town: Town, office: Acting) -> None:
    first = actions.appoint(by=office, post_id=town.principal.pk, number="N1", name="安可", since=SPRING)
    with refused("since"):
        actions.appoint(by=office, post_id=town.principal.pk, number="N2", name="白露", since=AUTUMN)
    actions.end_appointment(by=office, appointment_id=first.pk, on=TODAY)
    actions.appoint(by=office, post_id=town.principal.pk, number="N2", name="白露", since=AUTUMN)
    assert [(a.since, a.until) for a in Appointment.objects.order_by("since")] == [(SPRING, TODAY), (AUTUMN, None)]
    with refused("on"):
        actions.end_appointment(by=office, appointment_id=first.pk, on=AUTUMN)


def test_appoint_refuses(town: Town, office: Acting) -> None:
    with refused("post"):
        actions.appoint(by=office, post_id=town.leadership.pk, number="N1", name="安可", since=SPRING)
    with refused("number"):
        actions.appoint(by=office, post_id=town.principal.pk, number="N1", since=SPRING)
    with refused("since"):
        actions.appoint(by=office, post_id=town.principal.pk, number="N1", name="安可", since=date(2010, 1, 1))
    with refused("until"):
        actions.appoint(by=office, post_id=town.principal.pk, number="N1", name="安可", since=AUTUMN, until=SPRING)
    actions.appoint(by=office, post_id=town.principal.pk, number="N1", name="安可", since=SPRING)
    with refused("name"):
        actions.appoint(by=office, post_id=town.member1.pk, number="N1", name="白露", since=SPRING)


def test_portfolios(town: Town, office: Acting) -> None:
    with refused("unit"):
        actions.give_portfolio(by=office, post_id=town.member2.pk, unit_id=town.office1.pk, since=SPRING)
    old = Portfolio.objects.get(unit=town.office1)
    actions.end_portfolio(by=office, portfolio_id=old.pk, on=SPRING)
    actions.give_portfolio(by=office, post_id=town.member2.pk, unit_id=town.office1.pk, since=SPRING)
    actions.give_portfolio(by=office, post_id=town.member2.pk, area="finance", since=SPRING)
    with refused("since"):
        actions.give_portfolio(by=office, post_id=town.member2.pk, area="finance", since=TODAY)
    with refused("unit"):
        actions.give_portfolio(by=office, post_id=town.member2.pk, since=SPRING)


def test_coverage_and_stationing(town: Town, office: Acting) -> None:
    coverage = actions.give_coverage(by=office, post_id=town.member2.pk, unit_id=town.township1.pk, kind="contact", since=SPRING)
    actions.end_coverage(by=office, coverage_id=coverage.pk, on=AUTUMN)
    with refused("group"):
        actions.station(by=office, group_id=town.township2.pk, unit_id=town.bureau.pk, since=SPRING)
    group = factory.unit("C01J1", "派驻一组", parent=town.county)
    factory.seat(group, Role.STATIONED_GROUP)
    row = actions.station(by=office, group_id=group.pk, unit_id=town.bureau.pk, since=SPRING)
    with refused("since"):
        actions.station(by=office, group_id=group.pk, unit_id=town.bureau.pk, since=TODAY)
    actions.end_stationing(by=office, stationing_id=row.pk, on=AUTUMN)
    assert Stationing.objects.get().until == AUTUMN


def test_correct_days_needs_a_reason_and_keeps_the_old_ones(town: Town, office: Acting) -> None:
    row = actions.appoint(by=office, post_id=town.principal.pk, number="N1", name="安可", since=SPRING)
    with refused("reason"):
        actions.correct_days(by=office, thing="appointment", number=row.pk, since=TODAY, until=None, reason="")
    actions.correct_days(by=office, thing="appointment", number=row.pk, since=TODAY, until=None, reason="任命文件日期有误")
    entry = AuditEntry.objects.get(action="organisation.appointment.correct")
    assert (entry.before["since"], entry.after["since"], entry.reason) == ("2026-03-01", "2026-06-01", "任命文件日期有误")
    with refused("since"):
        actions.correct_days(by=office, thing="post", number=town.principal.pk, since=AUTUMN, until=None, reason="试")
    with pytest.raises(NotFound):
        actions.correct_days(by=office, thing="grant", number=1, since=AUTUMN, until=None, reason="试")


def test_people(town: Town, office: Acting) -> None:
    person = actions.add_person(by=office, number="N1", name="安可")
    with refused("number"):
        actions.add_person(by=office, number="N1", name="白露")
    actions.edit_person(by=office, person_id=person.pk, name="安珂", reason="错字")
    factory.appoint(person, town.township1_principal)
    sister = factory.acting("sister", (GrantRole.OFFICE, town.township2), today=TODAY)
    with pytest.raises(NotFound):
        actions.edit_person(by=sister, person_id=person.pk, name="别人", reason="试")
    assert AuditEntry.objects.filter(action__startswith="organisation.person").count() == 2


def test_the_console_founds_the_first_unit() -> None:
    unit = actions.found_unit(by=console(), parent_id=None, code="C", facts=actions.UnitFacts("云川市", "region", "city"), since=SPRING)
    assert unit.path == f"{unit.pk:07d}"
