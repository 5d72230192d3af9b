"""Raising a problem, whatever it was found with."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from liangze.core.errors import NotAllowed, NotFound, Refusals
from liangze.core.problem import Cause, Closed, ProblemCategory, ProblemState, ProblemStep, repeat_of
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.problems.actions.writing import open_again, take_step, words
from liangze.problems.checks import Known, objections
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem
from liangze.problems.queries.reach import problems_for


def raise_problem(
    *, new: NewProblem, by: Acting, today: date, now: datetime, repeats: int | None = None, no_repeat: str = ""
) -> Problem:
    """Hand a problem to the unit that has to put it right. One of the same kind, closed within a year, is opened again with it.

    repeats    the earlier problem of the unit that it repeats, named by hand.
    no_repeat  why it is no repeat although one of the same kind was closed: then nothing is opened again.
    Raises NotFound, NotAllowed, Refusals with everything that is wrong.
    """
    with transaction.atomic():
        units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=(new.unit_id, new.finder_id))}
        unit, finder = units.get(new.unit_id), units.get(new.finder_id)
        if unit is None or finder is None:
            raise NotFound("There is no such unit.", remedy="Choose the unit from the list.")
        if by.account_id is None:
            raise NotAllowed("Only a person can raise a problem.", remedy="Sign in with an account.")
        demand(by, Permission.PROBLEM_RAISE, unit)
        demand(by, Permission.PROBLEM_RAISE, finder)
        parent = earlier = None
        if new.parent_id is not None:  # locked: nobody closes the whole while it gets a part
            parent = problems_for(by).select_for_update(of=("self",)).filter(pk=new.parent_id).first()
        if repeats is not None:
            earlier = problems_for(by).filter(pk=repeats).first()
        post = Post.objects.filter(pk=new.post_id).first() if new.post_id is not None else None
        if wrong := objections(new, Known(unit, post, parent, earlier, repeats, today)):
            raise Refusals(wrong)
        said = words(no_repeat, field="no_repeat", required=False)
        if earlier is None and not said:
            earlier = _repeated(unit, new)
        made = Problem.objects.create(
            unit=unit, finder=finder, number=_number(unit.pk, today.year), source=new.source, category=new.category,
            title=new.title.strip(), what=new.what.strip(), found_on=new.found_on, record_type=new.record[0] if new.record else "",
            record_id=new.record[1] if new.record else None, post=post, parent=parent, earlier=earlier, standing=ProblemState.TO_PLAN,
            due=new.due, raised_by_id=by.account_id, raised_at=now,
        )
        take_step(made, ProblemStep.RAISED, by=by, today=today, now=now, words=said, due=new.due, post=post)
        if earlier is not None:
            _again(earlier.pk, made, by, today, now)
    return made


def _again(earlier_id: int, made: Problem, by: Acting, today: date, now: datetime) -> None:
    """The earlier one is opened again when it was closed; one that is still open only shows that it was found again."""
    earlier = Problem.objects.select_for_update(of=("self",)).select_related("unit", "finder").get(pk=earlier_id)
    said = f"{made.number} {made.title}"
    if earlier.standing == ProblemState.CLOSED:
        open_again(earlier, Cause.REPEAT, words=said, due=made.due, by=by, today=today, now=now, other=made)
    else:
        take_step(earlier, ProblemStep.REPEATED, by=by, today=today, now=now, words=said, other=made)


def _repeated(unit: Unit, new: NewProblem) -> Problem | None:
    same = Problem.objects.filter(unit=unit, category=new.category, standing=ProblemState.CLOSED)
    if new.parent_id is not None:  # the parts of one problem are of one kind and repeat nothing
        same = same.exclude(parent=new.parent_id)
    rows = {row.pk: row for row in same}
    closed = [Closed(row.pk, ProblemCategory(row.category), row.closed_on) for row in rows.values() if row.closed_on]
    found = repeat_of(ProblemCategory(new.category), new.found_on, closed)
    return rows[found] if found is not None else None


def _number(unit_id: int, year: int) -> str:
    """The next number of the unit and year. Writers for the same unit queue here, all others do not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [unit_id, year])
    taken = Problem.objects.filter(unit_id=unit_id, number__startswith=f"{year}-").count()
    return f"{year}-{taken + 1:03}"
