"""What can be reminded of besides obligations: tasks, letters, lists. Each says what is open, to whom, by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.breakdown.models import Breakdown, Task, TaskPart, TaskStepTaken, TaskTerms
from liangze.core.task import PartRole, TaskStep
from liangze.lists.models import ListItem, ListVersion, ResponsibilityList, Stage, Step
from liangze.organisation.models import GrantRole
from liangze.reminders.actions import look, remind
from liangze.reminders.models import Reminder
from liangze.reminders.sources import BY_KEY, SOURCES
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 16)


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def office(town):
    return f.acting("县委办", (GrantRole.OFFICE, town.county), today=TODAY)


@pytest.fixture
def task(town, office):
    """A task of the county in which the bureau has the lead, issued in March, due at the end of June."""
    when = {"at": f.at(date(2026, 3, 1)), "by_id": office.account_id}
    year = Breakdown.objects.create(
        unit=town.county, year=2026, title="2026", made_by_id=office.account_id, made_at=when["at"], issued_on=date(2026, 3, 1),
        issued_at=when["at"], issued_by_id=office.account_id,
    )
    made = Task.objects.create(breakdown=year, number=1)
    TaskTerms.objects.create(
        task=made, revision=1, title="开展专项检查", target="全覆盖", leader=town.county_principal, starts=date(2026, 3, 1),
        due=date(2026, 6, 30), since=date(2026, 3, 1), made_by_id=office.account_id, made_at=when["at"],
    )
    for role, unit in ((PartRole.LEAD, town.bureau), (PartRole.PARTICIPATING, town.township1)):
        TaskPart.objects.create(task=made, unit=unit, role=role, revision=1, since=date(2026, 3, 1))
    TaskStepTaken.objects.create(task=made, step=TaskStep.ISSUED, on=date(2026, 3, 1), **when)
    return made


def test_a_task_is_told_to_the_unit_in_the_lead_until_it_is_reported_done(town, office, task):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    f.account("东乡联络员", (GrantRole.LIAISON, town.township1))
    look(today=TODAY, now=f.at(TODAY))
    said = [(row.source, row.item, row.account.username, row.step) for row in Reminder.objects.all()]
    assert said == [("task", task.pk, "联络员", "-14")]
    assert remind(about="task", items=[task.pk], by=office, now=f.at(TODAY)).people == 1
    TaskStepTaken.objects.create(task=task, step=TaskStep.DONE, on=TODAY, at=f.at(TODAY), by_id=office.account_id)
    assert list(BY_KEY["task"].open([task.pk], today=TODAY)) == []
    assert list(BY_KEY["task"].of_units([town.bureau.pk], today=TODAY)) == []


def test_a_task_that_was_put_off_is_reminded_of_anew(town, task):
    f.account("联络员", (GrantRole.LIAISON, town.bureau))
    look(today=TODAY, now=f.at(TODAY))
    TaskTerms.objects.update(due=date(2026, 9, 30))
    for day in (date(2026, 9, 16), date(2026, 9, 16), date(2026, 9, 27)):
        look(today=day, now=f.at(day))
    assert [(row.step, row.due) for row in Reminder.objects.order_by("pk")] == [
        ("-14", date(2026, 6, 30)), ("-14", date(2026, 9, 30)), ("-3", date(2026, 9, 30))
    ]


def test_a_letter_is_told_to_whoever_is_to_sign_next(settings, tmp_path):
    from tests.rooms.letters import conftest as letters

    settings.ATTACHMENTS = tmp_path
    place = letters.county()
    letter = letters.issued(place, units=(place.town.bureau.pk,))
    (owed,) = BY_KEY["letter"].open([letter.pk], today=letters.TODAY)
    assert (owed.post_id, owed.unit_id) == (place.town.principal.pk, place.town.bureau.pk)
    signer = place.signer(place.town.principal)
    day = letters.TODAY
    while look(today=day, now=f.at(day)):
        pass
    told = Reminder.objects.get(source="letter")
    assert (told.account_id, told.step, told.due) == (signer.account_id, "-14", day + timedelta(days=14))
    letter.ended_at = f.at(day)
    letter.save()
    assert list(BY_KEY["letter"].open([letter.pk], today=day)) == []


def test_a_list_is_missing_until_it_is_signed(town, office):
    source, units = BY_KEY["list"], [town.bureau.pk, town.township1.pk, town.office1.pk]
    assert [owed.unit_id for owed in source.of_units(units, today=TODAY)] == units[:2]  # an inner office has no list
    made = ResponsibilityList.objects.create(unit=town.bureau, role="leadership", year=2026)
    version = ListVersion.objects.create(list=made, number=1, drafted_at=f.at(TODAY))
    ListItem.objects.create(version=version, key="own-1", position=1, title="事项", part="main", group="leadership", basis="own")
    assert len(list(source.of_units(units, today=TODAY))) == 2
    Step.objects.create(version=version, stage=Stage.SIGNED, at=f.at(TODAY))
    assert [owed.unit_id for owed in source.of_units(units, today=TODAY)] == [town.township1.pk]
    f.account("东乡联络员", (GrantRole.LIAISON, town.township1))
    sent = remind(about="list", unit_ids=units, by=office, now=f.at(TODAY))
    assert (sent.people, Reminder.objects.get().due) == (1, date(2026, 12, 31))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_an_empty_question_has_an_empty_answer(town, source):
    assert list(source.open([], today=TODAY)) == []
    assert list(source.falling(units=[town.bureau.pk], days=[TODAY + timedelta(days=3)], today=TODAY)) == []
    assert list(source.of_units([town.township2.pk], today=TODAY)) in ([], list(source.open([town.township2.pk], today=TODAY)))
