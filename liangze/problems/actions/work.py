"""What the unit does: work recorded with its proof, and the report that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Refusal
from liangze.core.problem import ProblemStep
from liangze.organisation.policy import Acting
from liangze.problems.actions.writing import demand_state, locked, take_step, words
from liangze.problems.models import StepTaken
from liangze.problems.queries.reach import demand_answerer
from liangze.problems.record import STEP
from liangze.trust.attachments import Proof, attach


def record_work(
    *, problem_id: int, said: str, measure_id: int | None = None, proofs: Sequence[Proof] = (), by: Acting, today: date, now: datetime
) -> StepTaken:
    """Note what was done, if it carried out a measure which one, with proof or without.

    Raises NotFound, NotAllowed, Conflict, Refusal(s) on "said", "measure", "files".
    """
    return _step(ProblemStep.WORKED, problem_id, said, proofs, by, measure_id=measure_id, today=today, now=now)


def report_done(*, problem_id: int, said: str, proofs: Sequence[Proof] = (), by: Acting, today: date, now: datetime) -> StepTaken:
    """Report that the problem is put right: it waits for the review by the side that found it. Raises as `record_work`."""
    return _step(ProblemStep.REPORTED, problem_id, said, proofs, by, measure_id=None, today=today, now=now)


def _step(
    kind: ProblemStep, problem_id: int, said: str, proofs: Sequence[Proof], by: Acting, *, measure_id: int | None, today: date,
    now: datetime,
) -> StepTaken:
    with transaction.atomic():
        problem = locked(problem_id, by)
        demand_answerer(problem, by)
        demand_state(problem, kind)
        text = words(said, field="said", required=False)
        if not text:
            raise Refusal("It is not said what was done.", remedy="Say it in a few sentences: the review rests on it.", field="said")
        if measure_id is not None and not problem.measures.filter(pk=measure_id, plan=problem.plan).exists():
            raise Refusal("This is no measure of the plan in force.", remedy="Choose one of the list, or none.", field="measure")
        step = take_step(problem, kind, by=by, today=today, now=now, words=text, measure_id=measure_id, plan=problem.plan or None)
        attach(record=(STEP, step.pk), proofs=proofs, by=by)
    return step
