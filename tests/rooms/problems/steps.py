"""Steps of the loop in short, with what a person would give."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from liangze.core.problem import Outcome
from liangze.organisation.policy import Acting
from liangze.problems.actions import NewMeasure, agree_measures, propose_measures, record_work, report_done, review
from liangze.problems.models import Problem
from liangze.trust.attachments import Proof, take_in
from tests.rooms import factory as f
from tests.rooms.problems.conftest import DAY, Place, raised

MAY = date(2026, 5, 8)


def proof(text: str = "台账已逐项补正。") -> Proof:
    stored = take_in(file=BytesIO(text.encode()), name="说明.txt")
    return Proof(stored.id, stored.name)


def planned(place: Place, problem: Problem, *, by: Acting | None = None, day: date = DAY) -> None:
    first, last = min(date(2026, 5, 15), problem.due), min(date(2026, 6, 15), problem.due)
    measures = [NewMeasure("逐项核对台账", first, place.town.member1.pk), NewMeasure("建立月度登记制度", last)]
    propose_measures(problem_id=problem.pk, measures=measures, by=by or place.liaison, today=day, now=f.at(day))
    problem.refresh_from_db()


def agreed(place: Place, problem: Problem, *, day: date = DAY) -> None:
    planned(place, problem, day=day)
    agree_measures(problem_id=problem.pk, seen=problem.plan, by=place.discipline, today=day, now=f.at(day))
    problem.refresh_from_db()


def reported(place: Place, problem: Problem, *, by: Acting | None = None, day: date = MAY) -> None:
    agreed(place, problem)
    who = by or place.liaison
    measure = problem.measures.filter(plan=problem.plan).first()
    by_whom: dict[str, Any] = {"problem_id": problem.pk, "by": who, "today": day, "now": f.at(day)}
    record_work(said="台账已核对。", measure_id=measure.pk, proofs=(proof(f"{problem.pk} 核对"),), **by_whom)
    report_done(said="已全部整改。", proofs=(proof(f"{problem.pk} 报告"),), **by_whom)
    problem.refresh_from_db()


def judge(
    place: Place, problem: Problem, outcome: str = Outcome.DONE, *, by: Acting | None = None, day: date = MAY, said: str = "已核实。"
) -> Any:
    made = review(problem_id=problem.pk, outcome=outcome, said=said, by=by or place.discipline, today=day, now=f.at(day))
    problem.refresh_from_db()
    return made


def closed(place: Place, *, day: date = MAY, **changes: Any) -> Problem:
    problem = raised(place, **changes)
    reported(place, problem, day=day)
    judge(place, problem, day=day)
    return problem
