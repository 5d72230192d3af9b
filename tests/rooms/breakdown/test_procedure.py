"""A task on its way: issued, accepted, returned and changed, reported, closed out by somebody else, reopened, dropped, carried over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liangze.breakdown.actions import (
    accept,
    add_task,
    carry_over,
    change_task,
    close_out,
    drop_task,
    issue,
    reopen,
    report,
    return_part,
    send_back,
    start,
    take_back,
    withdraw,
)
from liangze.breakdown.models import Breakdown, Task, TaskPart
from liangze.breakdown.queries.breakdowns import breakdown_page
from liangze.breakdown.queries.task import task_page
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusals
from liangze.core.task import PartRole, TaskState, issued_on
from liangze.core.task_terms import AskedMilestone, AskedPart
from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Deed
from liangze.lists.models import ListItem, ListVersion, ResponsibilityList
from liangze.organisation.models import GrantRole
from liangze.trust.attachments import Proof, take_in
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 16)


@pytest.fixture
def county():
    return g.county()


def when(day=JUNE):
    return {"today": day, "now": f.at(day)}


def tell(county, task, *, by=None, unit=None, **changes):
    fields = {"on": JUNE, "text": "已组织两次，参加三百人。", **when()}
    return report(task_id=task.pk, unit_id=(unit or county.town.bureau).pk, by=by or county.bureau, **(fields | changes))


def done(county, task):
    """Everything reached and reported done by the lead unit."""
    open_ones = [each.id for each in g.seen(task, JUNE).milestones if not each.reached]
    return tell(county, task, reached=open_ones, done=True)


def test_a_task_waits_until_every_doing_unit_has_accepted(county):
    _, task = g.issued(county)
    assert g.seen(task).state is TaskState.WAITING
    accept(part_id=g.seen(task).lead.id, by=county.bureau, **when(g.JANUARY))
    assert g.seen(task).state is TaskState.WAITING, "the township has not said anything yet"
    accept(part_id=g.seen(task).participating[0].id, by=county.east, **when(g.JANUARY))
    assert g.seen(task).state is TaskState.RUNNING
    assert g.seen(task, date(2026, 4, 1)).state is TaskState.BEHIND
    assert g.seen(task, date(2026, 12, 1)).state is TaskState.OVERDUE


def test_only_the_unit_itself_answers_for_its_part(county):
    _, task = g.issued(county)
    lead = g.seen(task).lead
    for by in (county.office, county.discipline):
        with pytest.raises(NotAllowed):
            accept(part_id=lead.id, by=by, **when())
    with pytest.raises(NotFound):
        accept(part_id=lead.id, by=county.west, **when())
    with pytest.raises(NotAllowed):
        accept(part_id=lead.id, by=county.east, **when())


def test_a_returned_part_is_changed_and_the_acceptance_of_the_other_stands(county):
    _, task = g.issued(county)
    lead, east = g.seen(task).lead, g.seen(task).participating[0]
    accept(part_id=lead.id, by=county.bureau, **when(g.JANUARY))
    return_part(part_id=east.id, reason="应由西乡承担。", by=county.east, **when(g.JANUARY))
    assert g.seen(task).state is TaskState.RETURNED
    parts = (
        g.terms(county).parts[0], AskedPart(county.town.township2.pk, PartRole.PARTICIPATING, "组织旁听"), g.terms(county).parts[2],
    )
    anew = change_task(
        task_id=task.pk, terms=g.terms(county, parts=parts), seen=1, reason="改由西乡参加。", by=county.office, **when(g.JANUARY)
    )
    assert anew == {county.town.township2.pk}
    now = g.seen(task)
    assert (now.lead.answer, now.participating[0].unit, now.participating[0].answer) == ("accepted", "西乡", "waiting")
    assert [each.reason for each in TaskPart.objects.get(pk=east.id).answers.all()] == ["应由西乡承担。"], "the return stays on record"
    with pytest.raises(NotFound):
        accept(part_id=east.id, by=county.east, **when(g.JANUARY))


def test_another_due_day_is_asked_of_all_units_anew(county):
    _, task = g.accepted(county)
    later = g.terms(county, due=date(2026, 12, 20))
    anew = change_task(task_id=task.pk, terms=later, seen=1, reason="延期。", by=county.office, **when(date(2026, 2, 1)))
    assert anew == {county.town.bureau.pk, county.town.township1.pk}
    assert g.seen(task, date(2026, 2, 1)).state is TaskState.WAITING
    assert g.seen(task, g.JANUARY).state is TaskState.RUNNING, "as of the day before the change it was running"


def test_another_leader_in_charge_binds_no_unit_anew(county):
    _, task = g.accepted(county)
    other = g.terms(county, leader=county.town.county_principal.pk)
    assert change_task(task_id=task.pk, terms=other, seen=1, reason="分工调整。", by=county.office, **when()) == frozenset()
    assert g.seen(task).lead.answer == "accepted"


def test_two_people_change_the_same_task_and_the_second_is_told(county):
    _, task = g.issued(county)
    change_task(task_id=task.pk, terms=g.terms(county, title="一"), seen=1, reason="甲改。", by=county.office, **when())
    with pytest.raises(Conflict, match="changed this task"):
        change_task(task_id=task.pk, terms=g.terms(county, title="二"), seen=1, reason="乙改。", by=county.office, **when())
    assert g.seen(task).title == "一"
    assert change_task(task_id=task.pk, terms=g.terms(county, title="一"), seen=2, reason="", by=county.office, **when()) == frozenset()
    assert g.seen(task).revision == 2, "saving the same again is no revision"


def test_what_was_not_read_is_not_issued(county):
    breakdown, _ = g.begun(county)
    read = breakdown.edition
    add_task(breakdown_id=breakdown.pk, terms=g.terms(county), by=county.office, **when(g.JANUARY))
    with pytest.raises(Conflict, match="changed since"):
        issue(breakdown_id=breakdown.pk, seen=read, by=county.office, **when(g.JANUARY))


def test_a_drafted_task_is_not_there_for_the_units(county):
    _, task = g.begun(county)
    with pytest.raises(NotFound):
        accept(part_id=g.seen(task).lead.id, by=county.bureau, **when())


def test_everything_wrong_is_said_at_once(county):
    breakdown, _ = g.begun(county)
    outside = f.unit("X", "外地")
    bad = g.terms(
        county, title=" ", target="", basis="", leader=county.town.township1_principal.pk, due=date(2027, 2, 1),
        parts=(AskedPart(outside.pk, PartRole.LEAD),),
        milestones=(AskedMilestone(date(2028, 1, 1), "", 40), AskedMilestone(date(2026, 3, 1), "一半", 50)),
    )
    with pytest.raises(Refusals) as caught:
        add_task(breakdown_id=breakdown.pk, terms=bad, by=county.office, **when())
    assert {refusal.field for refusal in caught.value.refusals} == {"title", "target", "basis", "leader", "due", "lead", "milestones"}
    assert all(refusal.remedy for refusal in caught.value.refusals)
    assert Task.objects.count() == 1


def test_progress_reaches_milestones_and_carries_its_proof(county, settings, tmp_path):
    settings.ATTACHMENTS = tmp_path
    _, task = g.accepted(county)
    file = tmp_path / "签到表.pdf"
    file.write_bytes(b"%PDF-1.7 list")
    with file.open("rb") as handle:
        taken = take_in(file=handle, name=file.name)
    first = g.seen(task, JUNE).milestones[0]
    assert g.seen(task, JUNE).state is TaskState.BEHIND
    told = tell(county, task, on=date(2026, 3, 20), reached=[first.id], proofs=(Proof(taken.id, taken.name),))
    assert g.seen(task, JUNE).state is TaskState.RUNNING
    assert g.seen(task, date(2026, 3, 19)).reached == 0
    take_back(progress_id=told.pk, reason="写错了任务。", by=county.bureau, **when())
    assert g.seen(task, JUNE).state is TaskState.BEHIND


def test_a_past_day_says_what_was_known_then(county):
    """Handed in on 20 May for 20 March, taken back on 16 June: on 1 April nobody knew of it, on 1 June it stood, now it does not."""
    _, task = g.accepted(county)
    first = g.seen(task, JUNE).milestones[0]
    told = tell(county, task, on=date(2026, 3, 20), reached=[first.id], **when(date(2026, 5, 20)))
    take_back(progress_id=told.pk, reason="写错了任务。", by=county.bureau, **when())
    assert [g.seen(task, day).reached for day in (date(2026, 4, 1), date(2026, 6, 1), JUNE)] == [0, 40, 0]

    def shown(day):
        return task_page(task_id=task.pk, by=county.office, today=JUNE, as_of=day).progress

    assert shown(date(2026, 4, 1)) == ()
    assert [each.taken_back for each in shown(date(2026, 6, 1))] == [""]
    assert [bool(each.taken_back) for each in shown(None)] == [True]


def test_a_report_of_days_before_the_task_is_refused_and_one_before_its_issue_is_marked(county):
    _, task = g.accepted(county)
    asked = g.seen(task, JUNE)
    issued = issued_on(asked.facts)
    with pytest.raises(Refusals) as caught:
        tell(county, task, on=min(asked.starts, issued) - timedelta(days=1))
    assert [(refusal.field, bool(refusal.remedy)) for refusal in caught.value.refusals] == [("on", True)]
    tell(county, task, on=min(asked.starts, issued))
    tell(county, task, on=issued)
    marks = [each.before_issue for each in task_page(task_id=task.pk, by=county.office, today=JUNE).progress]
    assert marks == [False, asked.starts < issued]


def test_a_report_that_says_too_much_is_refused_with_each_field(county):
    _, task = g.accepted(county)
    first = g.seen(task, JUNE).milestones[0]
    with pytest.raises(Refusals) as caught:
        tell(county, task, on=date(2026, 7, 1), text="", reached=[first.id, 0], done=True)
    assert [refusal.field for refusal in caught.value.refusals] == ["text", "on", "reached", "done"]
    with pytest.raises(Refusals, match="Only the lead unit"):
        tell(county, task, by=county.east, unit=county.town.township1, reached=[m.id for m in g.seen(task).milestones], done=True)


def test_who_has_not_accepted_does_not_report(county):
    _, task = g.issued(county)
    with pytest.raises(Conflict, match="not accepted"):
        tell(county, task)


def test_a_task_is_closed_out_by_somebody_else_only(county):
    _, task = g.accepted(county)
    with pytest.raises(Conflict, match="not been reported"):
        close_out(task_id=task.pk, by=county.discipline, **when())
    done(county, task)
    assert g.seen(task, JUNE).state is TaskState.REPORTED
    inside = f.acting("甲局纪检", (GrantRole.DISCIPLINE, county.town.bureau), today=JUNE)
    for by in (county.bureau, inside, county.leader):
        with pytest.raises(NotAllowed):
            close_out(task_id=task.pk, by=by, **when())
    close_out(task_id=task.pk, opinion="核对一致", by=county.discipline, **when())
    assert g.seen(task, JUNE).state is TaskState.CLOSED
    with pytest.raises(Conflict):
        tell(county, task)


def test_a_unit_does_not_close_out_what_its_inner_office_did_for_the_level_above(county):
    """The unit's liaison answers for the office; another account of the unit is no other unit."""
    town = county.town
    _, task = g.issued(county, g.terms(county, parts=(AskedPart(town.office1.pk, PartRole.LEAD),), milestones=()))
    task = Task.objects.get(breakdown=task.breakdown, number=2)
    accept(part_id=g.seen(task).lead.id, by=county.bureau, **when(g.JANUARY))
    tell(county, task, unit=town.office1, done=True)
    head = f.acting("甲局办公室", (GrantRole.OFFICE, town.bureau), today=JUNE)
    with pytest.raises(NotAllowed):
        close_out(task_id=task.pk, by=head, **when())
    close_out(task_id=task.pk, by=county.office, **when())


def test_a_unit_closes_out_what_its_inner_office_did_for_the_unit_itself(county):
    town = county.town
    head = f.acting("甲局办公室", (GrantRole.OFFICE, town.bureau), today=JUNE)
    made = start(unit_id=town.bureau.pk, year=2026, title="甲局2026年责任分解", by=head, now=f.at(g.JANUARY))
    asked = g.terms(county, leader=town.principal.pk, parts=(AskedPart(town.office1.pk, PartRole.LEAD),), milestones=())
    task = add_task(breakdown_id=made.pk, terms=asked, by=head, today=g.JANUARY, now=f.at(g.JANUARY))
    issue(breakdown_id=made.pk, seen=Breakdown.objects.get(pk=made.pk).edition, by=head, **when(g.JANUARY))
    accept(part_id=g.seen(task).lead.id, by=county.bureau, **when(g.JANUARY))
    tell(county, task, unit=town.office1, done=True)
    close_out(task_id=task.pk, by=head, **when())
    assert g.seen(task, JUNE).state is TaskState.CLOSED


def test_a_list_of_the_unit_above_is_not_read_by_naming_its_item(county):
    """Its drafts are its own: the number of an item, guessed, must not show what it says."""
    town = county.town
    made = ResponsibilityList.objects.create(unit=town.county, role=Role.LEADERSHIP, year=2026)
    version = ListVersion.objects.create(list=made, number=1, drafted_at=f.at(g.JANUARY))
    item = ListItem.objects.create(
        version=version, key="own/1", position=1, title="尚未公开", part="main", group=Role.LEADERSHIP, basis="会议"
    )
    head = f.acting("甲局办公室", (GrantRole.OFFICE, town.bureau), today=JUNE)
    begun = start(unit_id=town.bureau.pk, year=2026, title="甲局2026年责任分解", by=head, now=f.at(g.JANUARY))
    asked = g.terms(county, leader=town.principal.pk, parts=(AskedPart(town.office1.pk, PartRole.LEAD),), milestones=(), item=item.pk)
    with pytest.raises(Refusals, match="no such list item"):
        add_task(breakdown_id=begun.pk, terms=asked, by=head, today=g.JANUARY, now=f.at(g.JANUARY))


def test_a_unit_out_of_sight_is_not_named_to_whoever_guesses_its_number(county):
    with pytest.raises(NotFound):
        start(unit_id=county.town.township1.pk, year=2026, title="分解", by=county.bureau, now=f.at(g.JANUARY))


def test_who_once_acted_for_the_unit_does_not_check_it_later(county):
    _, task = g.accepted(county)
    moved = f.account("调动", (GrantRole.LIAISON, county.town.bureau), (GrantRole.OFFICE, county.town.county))
    as_liaison = f.acting_for(moved, today=JUNE)
    open_ones = [each.id for each in g.seen(task, JUNE).milestones]
    tell(county, task, by=as_liaison, reached=open_ones, done=True)
    moved.grants.filter(role=GrantRole.LIAISON).update(until=JUNE)
    with pytest.raises(NotAllowed, match="did or reported"):
        close_out(task_id=task.pk, by=f.acting_for(moved, today=JUNE), **when())


def test_a_past_day_shows_what_was_asked_then(county):
    breakdown, task = g.accepted(county)
    shorter = g.terms(county, title="改名", due=date(2026, 10, 31), milestones=(AskedMilestone(date(2026, 9, 1), "一次完成", 100),))
    change_task(task_id=task.pk, terms=shorter, seen=1, reason="调整。", by=county.office, **when())
    add_task(breakdown_id=breakdown.pk, terms=g.terms(county, title="后加"), by=county.office, **when())
    march = date(2026, 3, 1)
    (then,) = breakdown_page(breakdown_id=breakdown.pk, by=county.office, as_of=march).tasks
    assert (then.title, then.due, len(then.milestones), then.state) == ("开展警示教育", date(2026, 11, 30), 2, TaskState.RUNNING)
    assert [part.answer for part in then.doing] == ["accepted", "accepted"]
    assert task_page(task_id=task.pk, by=county.office, today=JUNE, as_of=march).task == then
    now = breakdown_page(breakdown_id=breakdown.pk, by=county.office, as_of=JUNE).tasks
    assert [(each.title, each.state) for each in now] == [("改名", TaskState.WAITING), ("后加", TaskState.DRAFTED)]


def test_what_is_reported_done_is_not_changed_behind_its_back(county):
    _, task = g.accepted(county)
    done(county, task)
    with pytest.raises(Conflict, match="reported done"):
        change_task(task_id=task.pk, terms=g.terms(county, target="加倍"), seen=1, reason="加码。", by=county.office, **when())
    send_back(task_id=task.pk, reason="要求有变。", by=county.discipline, **when())
    milestones = g.terms(county).milestones
    change_task(
        task_id=task.pk, terms=g.terms(county, target="加倍", milestones=milestones), seen=1, reason="加码。", by=county.office, **when()
    )
    assert g.seen(task, JUNE).state is TaskState.WAITING


def test_a_done_report_can_be_sent_back_and_a_close_out_reopened(county):
    _, task = g.accepted(county)
    done(county, task)
    send_back(task_id=task.pk, reason="缺少签到表。", by=county.city, **when())
    assert g.seen(task, JUNE).state is TaskState.RUNNING
    done(county, task)
    close_out(task_id=task.pk, by=county.city, **when())
    reopen(task_id=task.pk, reason="抽查不符。", by=county.discipline, **when())
    assert g.seen(task, JUNE).state is TaskState.RUNNING


def test_a_reached_milestone_is_a_fact(county):
    _, task = g.accepted(county)
    first = g.seen(task).milestones[0]
    tell(county, task, reached=[first.id])
    moved = (replace(g.terms(county).milestones[0], day=date(2026, 5, 1)), g.terms(county).milestones[1])
    with pytest.raises(Refusals, match="reached already"):
        change_task(task_id=task.pk, terms=g.terms(county, milestones=moved), seen=1, reason="改", by=county.office, **when())


def test_dropped_with_a_reason_and_taken_up_again(county):
    _, task = g.accepted(county)
    drop_task(task_id=task.pk, reason="任务合并。", by=county.office, **when())
    assert g.seen(task, JUNE).state is TaskState.DROPPED
    with pytest.raises(Conflict):
        drop_task(task_id=task.pk, reason="再次。", by=county.office, **when())
    reopen(task_id=task.pk, reason="恢复。", by=county.office, **when())
    assert g.seen(task, date(2026, 3, 1)).state is TaskState.RUNNING


def test_the_breakdown_settles_the_yearly_plan_and_opens_it_again_when_withdrawn(county):
    f.topic("breakdown", ActKind.PLAN)
    f.topic("work-plan", ActKind.PLAN)
    rules = f.version()
    yearly = f.duty(rules, "分解", kind=ActKind.PLAN, topics=("breakdown",), every=Every.YEAR, role=Role.LEADERSHIP)
    plan = f.duty(rules, "计划", kind=ActKind.PLAN, topics=("breakdown", "work-plan"), every=Every.YEAR, role=Role.LEADERSHIP)
    (owed,), (both,) = (f.owe(each, county.town.county_leadership, year=2026) for each in (yearly, plan))
    breakdown, _ = g.issued(county, topics=["work-plan"])
    for each in (owed, both):
        each.refresh_from_db()
        assert each.fulfilled_on == g.JANUARY
    assert Deed.objects.get().topics == ["breakdown", "work-plan"]
    withdraw(breakdown_id=breakdown.pk, reason="重新分解。", by=county.office, **when())
    owed.refresh_from_db()
    assert owed.fulfilled_on is None
    assert {g.seen(task, JUNE).state for task in Task.objects.all()} == {TaskState.DROPPED}
    start(unit_id=county.town.county.pk, year=2026, title="甲县2026年责任分解（二）", by=county.office, now=f.at(JUNE))


def test_a_second_breakdown_of_a_year_is_refused(county):
    g.begun(county)
    with pytest.raises(Conflict):
        start(unit_id=county.town.county.pk, year=2026, title="又一个", by=county.office, now=f.at(JUNE))
    with pytest.raises(NotAllowed):
        start(unit_id=county.town.bureau.pk, year=2026, title="局", by=county.bureau, now=f.at(JUNE))


def test_an_unfinished_task_goes_on_next_year_with_its_history(county):
    _, task = g.accepted(county)
    december = date(2026, 12, 20)
    carry = {"task_id": task.pk, "due": date(2027, 6, 30), "reason": "年内未完成。", "by": county.office}
    with pytest.raises(Conflict, match="no breakdown of 2027"):
        carry_over(**carry, **when(december))
    start(unit_id=county.town.county.pk, year=2027, title="甲县2027年责任分解", by=county.office, now=f.at(december))
    made = carry_over(**carry, **when(december))
    assert g.seen(task, december).state is TaskState.CARRIED
    assert g.seen(task, date(2026, 12, 19)).state is TaskState.OVERDUE, "that it was overdue stays true of that day"
    new = g.seen(made, december)
    assert (new.state, new.carried_from, g.seen(task).carried_to) == (TaskState.DRAFTED, task.pk, made.pk)
    assert new.milestones == (), "their days are over: whoever looks it through sets new ones"
    assert new.lead.answer == "waiting", "an acceptance is not taken along"
    with pytest.raises(Conflict):
        carry_over(**carry, **when(december))


def test_every_step_is_in_the_audit_chain(county):
    _, task = g.accepted(county)
    done(county, task)
    close_out(task_id=task.pk, by=county.discipline, **when())
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == [
        "breakdown.breakdown.start", "breakdown.task.add", "duties.deed.record", "breakdown.breakdown.issue", "breakdown.task.accept",
        "breakdown.task.accept", "breakdown.task.report", "breakdown.task.closed",
    ]
