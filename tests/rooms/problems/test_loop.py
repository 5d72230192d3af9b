"""The loop: measures, work, report, review; who may do what; what is refused, in its words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.problem import ProblemFacts, ProblemState, ProblemStep, Step, problem_state
from liangze.organisation.models import GrantRole
from liangze.problems.actions import (
    NewMeasure,
    agree_measures,
    ask_extension,
    assign,
    decide_extension,
    propose_measures,
    record_work,
    report_done,
    return_measures,
    review,
    withdraw,
)
from liangze.problems.models import Problem
from liangze.problems.queries.reach import reviewable
from liangze.problems.record import STEP
from liangze.trust.attachments import uses_of
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.problems.conftest import DAY, DUE, NOW, raised
from tests.rooms.problems.steps import MAY, agreed, closed, judge, planned, proof, reported

pytestmark = pytest.mark.django_db


def facts(problem: Problem) -> ProblemFacts:
    steps = tuple(Step(each.on, ProblemStep(each.kind), each.due) for each in problem.steps.all())
    return ProblemFacts(steps, tuple(map(facts, problem.parts.all())))


def test_raised_planned_agreed_worked_reported_closed_by_the_side_that_found_it(place):
    problem = raised(place)
    agreed(place, problem)
    assert problem.standing == ProblemState.RUNNING
    reported(place, problem)
    assert (problem.standing, problem.reported_on) == (ProblemState.REPORTED, MAY)
    step = judge(place, problem, "kept_up")
    assert (problem.standing, problem.outcome, problem.closed_on) == (ProblemState.CLOSED, "kept_up", MAY)
    assert problem_state(facts(problem), MAY) is ProblemState.CLOSED
    assert step.words == "已核实。"
    files = uses_of(STEP, list(problem.steps.values_list("pk", flat=True)))
    assert sum(map(len, files.values())) == 2
    names = set(AuditEntry.objects.filter(object_id=str(problem.pk)).values_list("action", flat=True))
    assert {f"problems.problem.{each}" for each in ("raised", "planned", "agreed", "worked", "reported", "closed")} <= names


def test_what_the_table_keeps_is_what_the_steps_say(place):
    problem = raised(place)
    for act in (planned, reported):
        act(place, problem)
        assert problem.standing == problem_state(facts(problem), MAY)


def test_nobody_of_the_unit_nor_the_seat_nor_whoever_did_it_closes_it(place):
    problem = raised(place, post_id=place.town.principal.pk)
    did = f.acting("两岗", (GrantRole.LIAISON, place.town.bureau), today=DAY)
    reported(place, problem, by=did)
    both = f.acting("调任", today=DAY)
    for who, said in (
        (place.liaison, "own people"), (place.colleague, "own people"), (place.head, "holds the seat"), (did, "own people"),
    ):
        with pytest.raises(NotAllowed, match=said):
            judge(place, problem, by=who)
    with pytest.raises(NotFound):
        judge(place, problem, by=both)
    f.Grant.objects.filter(account_id=did.account_id).update(unit=place.town.county, role=GrantRole.DISCIPLINE)
    moved = f.acting_for(f.Account.objects.get(pk=did.account_id), today=DAY)
    with pytest.raises(NotAllowed, match="recorded the work"):
        judge(place, problem, by=moved)
    judge(place, problem, by=place.second)
    assert problem.standing == ProblemState.CLOSED


def test_a_problem_the_county_has_at_itself_is_closed_by_the_city_alone(place):
    problem = raised(place, unit_id=place.town.county.pk, by=place.city, finder_id=place.town.city.pk)
    propose_measures(problem_id=problem.pk, measures=[NewMeasure("整改", DUE)], by=place.office, today=DAY, now=NOW)
    report_done(problem_id=problem.pk, said="已整改。", by=place.office, today=DAY, now=NOW)
    for who in (place.discipline, place.office):
        with pytest.raises(NotAllowed, match="own people"):
            judge(place, problem, by=who)
    judge(place, problem, by=place.city)


def test_a_finding_of_in_progress_or_not_done_sends_it_back_with_reasons(place):
    problem = raised(place)
    reported(place, problem)
    with pytest.raises(Refusal, match="reason is missing") as caught:
        judge(place, problem, "not_done", said=" ")
    assert caught.value.field == "said"
    with pytest.raises(Refusal, match="No finding"):
        judge(place, problem, "perfect")
    judge(place, problem, "in_progress", said="制度尚未印发。")
    assert (problem.standing, problem.reported_on, problem.closed_on) == (ProblemState.RETURNED, None, None)
    report_done(problem_id=problem.pk, said="已印发。", by=place.liaison, today=MAY, now=f.at(MAY))
    judge(place, problem)
    assert problem.standing == ProblemState.CLOSED


def test_a_whole_is_closed_after_its_parts(place):
    whole = raised(place)
    part = raised(place, title="三月台账", parent_id=whole.pk)
    reported(place, whole)
    with pytest.raises(Conflict, match="still open") as caught:
        judge(place, whole)
    assert "三月台账" in str(caught.value)
    with pytest.raises(Conflict, match="still open"):
        withdraw(problem_id=whole.pk, reason="误提。", by=place.discipline, today=MAY, now=f.at(MAY))
    reported(place, part)
    judge(place, part)
    judge(place, whole)
    with pytest.raises(Refusals, match="is closed"):
        raised(place, parent_id=whole.pk)


def test_measures_have_their_own_day_within_the_deadline_and_are_superseded_never_changed(place):
    problem = raised(place)
    with pytest.raises(Refusals) as caught:
        propose_measures(
            problem_id=problem.pk, by=place.liaison, today=DAY, now=NOW, measures=[
                NewMeasure(" ", None), NewMeasure("核对", DAY - timedelta(1)),
                NewMeasure("核对", DUE + timedelta(1), place.town.discipline.pk),
                NewMeasure("核对", DUE, place.town.township1_principal.pk),
            ],
        )
    assert {each.field for each in caught.value.refusals} == {"words-1", "due-1", "due-2", "due-3", "post-4"}
    with pytest.raises(Refusals, match="no measure"):
        propose_measures(problem_id=problem.pk, measures=[], by=place.liaison, today=DAY, now=NOW)
    planned(place, problem)
    with pytest.raises(NotAllowed, match="own people"):
        agree_measures(problem_id=problem.pk, seen=1, by=place.colleague, today=DAY, now=NOW)
    return_measures(problem_id=problem.pk, reason="缺少制度措施。", by=place.discipline, today=DAY, now=NOW)
    planned(place, problem)
    with pytest.raises(Conflict, match="other measures"):
        agree_measures(problem_id=problem.pk, seen=1, by=place.discipline, today=DAY, now=NOW)
    assert problem.measures.count() == 4
    old = problem.measures.get(plan=1, position=1)
    with pytest.raises(Refusal, match="no measure of the plan"):
        record_work(problem_id=problem.pk, said="核对", measure_id=old.pk, by=place.liaison, today=DAY, now=NOW)


def test_only_the_unit_or_the_seat_records_and_reports(place):
    problem = raised(place, post_id=place.town.principal.pk)
    planned(place, problem, by=place.head)
    for who in (place.discipline, place.office):
        with pytest.raises(NotAllowed, match="recorded by"):
            report_done(problem_id=problem.pk, said="已整改。", by=who, today=DAY, now=NOW)
    with pytest.raises(Refusal, match="not said what was done"):
        report_done(problem_id=problem.pk, said=" ", by=place.head, today=DAY, now=NOW)
    same = proof("同一文件")
    report_done(problem_id=problem.pk, said="已整改。", proofs=(same,), by=place.head, today=DAY, now=NOW)
    other = raised(place)
    planned(place, other)
    with pytest.raises(Refusals, match="proof of another record"):
        report_done(problem_id=other.pk, said="已整改。", proofs=(same,), by=place.liaison, today=DAY, now=NOW)
    assert Problem.objects.get(pk=other.pk).standing == ProblemState.PLANNED, "nothing is half done"


def test_a_later_deadline_is_asked_for_in_time_and_decided_by_the_other_side(place):
    problem = raised(place)
    agreed(place, problem)
    later = date(2026, 7, 31)

    def ask(who=place.liaison, due: date | None = later, day: date = MAY, reason: str = "工程需停工期。"):
        return ask_extension(problem_id=problem.pk, due=due, reason=reason, by=who, today=day, now=f.at(day))

    for wrong in (None, DUE, date(2026, 5, 1)):
        with pytest.raises(Refusal) as caught:
            ask(due=wrong)
        assert caught.value.field == "due"
    with pytest.raises(Refusal, match="reason is missing"):
        ask(reason="")
    with pytest.raises(Conflict, match="before it does"):
        ask(day=DUE + timedelta(1))
    ask()
    with pytest.raises(Conflict, match="waits to be decided"):
        ask()
    problem.refresh_from_db()
    assert (problem.due, problem.asked_due) == (DUE, later)

    def decide(who=place.discipline, grant: bool = True, said: str = "", seen: date | None = later):
        return decide_extension(problem_id=problem.pk, grant=grant, said=said, seen=seen, by=who, today=MAY, now=f.at(MAY))

    with pytest.raises(NotAllowed, match="own people"):
        decide(place.liaison)
    with pytest.raises(Refusal, match="reason is missing"):
        decide(grant=False)
    with pytest.raises(Conflict, match="no longer waits"):
        decide(seen=date(2026, 8, 1))
    decide(grant=False, said="时间充裕。")
    ask()
    decide()
    problem.refresh_from_db()
    assert (problem.due, problem.asked_due, problem.standing) == (later, None, ProblemState.RUNNING)
    with pytest.raises(Conflict, match="no longer waits"):
        decide()


def test_two_people_at_once_the_second_is_told_and_nothing_is_written_over(place):
    problem = raised(place)
    reported(place, problem)
    judge(place, problem)
    with pytest.raises(Conflict, match="stands at"):
        judge(place, problem, "not_done", by=place.second)
    assert problem.steps.filter(kind="closed").count() == 1


def test_the_seat_that_answers_can_be_named_later_by_either_side(place):
    problem = raised(place)
    assign(problem_id=problem.pk, post_id=place.town.principal.pk, by=place.discipline, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="already"):
        assign(problem_id=problem.pk, post_id=place.town.principal.pk, by=place.liaison, today=DAY, now=NOW)
    with pytest.raises(Refusal, match="No seat"):
        assign(problem_id=problem.pk, post_id=place.town.township1_principal.pk, by=place.liaison, today=DAY, now=NOW)
    with pytest.raises(NotFound):
        assign(problem_id=problem.pk, post_id=place.town.member1.pk, by=place.east, today=DAY, now=NOW)


def test_one_raised_by_mistake_is_withdrawn_and_kept(place):
    problem = raised(place)
    with pytest.raises(NotAllowed, match="own people"):
        withdraw(problem_id=problem.pk, reason="误提。", by=place.colleague, today=DAY, now=NOW)
    withdraw(problem_id=problem.pk, reason="误提。", by=place.discipline, today=DAY, now=NOW)
    with pytest.raises(Conflict):
        withdraw(problem_id=problem.pk, reason="误提。", by=place.discipline, today=DAY, now=NOW)
    with pytest.raises(Conflict):
        review(problem_id=problem.pk, outcome="done", said="", by=place.discipline, today=DAY, now=NOW)
    assert Problem.objects.get(pk=problem.pk).standing == ProblemState.WITHDRAWN


def test_a_closed_problem_takes_no_further_steps_of_the_unit(place):
    problem = closed(place)
    for act in (
        lambda: planned(place, problem),
        lambda: record_work(problem_id=problem.pk, said="补充", by=place.liaison, today=MAY, now=f.at(MAY)),
        lambda: report_done(problem_id=problem.pk, said="补充", by=place.liaison, today=MAY, now=f.at(MAY)),
        lambda: ask_extension(
            problem_id=problem.pk, due=date(2026, 12, 1), reason="补充", by=place.liaison, today=MAY, now=f.at(MAY)
        ),
    ):
        with pytest.raises(Conflict, match="stands at"):
            act()


def test_whoever_holds_a_seat_of_the_unit_is_of_the_unit_whatever_grant_they_have_above(place):
    """A member of the bureau with a grant at the county's discipline organ does not close out the bureau's problem."""
    who = f.person("周某")
    f.appoint(who, place.town.member2)
    both = f.acting("周某", (GrantRole.DISCIPLINE, place.town.county), today=DAY, who=who)
    problem = raised(place)
    reported(place, problem)
    with pytest.raises(NotAllowed):
        judge(place, problem, by=both)
    assert not Problem.objects.filter(reviewable(both), pk=problem.pk).exists()
    assert Problem.objects.filter(reviewable(place.discipline), pk=problem.pk).exists()
