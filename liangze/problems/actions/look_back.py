"""Looking again at what was closed (回头看): a sample that anybody can draw again, and what was found."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.look_back import sample
from liangze.core.problem import Cause, ProblemState, ProblemStep
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.problems.actions.review import new_deadline
from liangze.problems.actions.writing import locked, open_again, take_step, words
from liangze.problems.models import LookBack, LookedAt, Problem
from liangze.problems.queries.reach import demand_reviewer
from liangze.trust.actions import append

SAMPLE_LIMIT = 50


def draw(
    *, unit_id: int, since: date | None, until: date | None, size: int, by: Acting, today: date, now: datetime, seed: str | None = None
) -> LookBack:
    """Draw `size` of the problems of the unit and below it that were closed from `since` to `until`. The server makes the seed.

    Raises NotFound, NotAllowed, Refusals on "since", "until", "size".
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit.", remedy="Choose the unit from the list.")
    demand(by, Permission.PROBLEM_CLOSE_OUT, unit)
    if by.account_id is None:
        raise NotAllowed("Only a person can look back.", remedy="Sign in with an account.")
    if since is None or until is None or since > until:
        raise Refusals([Refusal("The span is missing or ends before it begins.", remedy="Write both days as 2026-06-16.", field="since")])
    if not 1 <= size <= SAMPLE_LIMIT:
        raise Refusals([
            Refusal("A sample has 1 to %(limit)s problems.", remedy="Choose a number.", field="size", params={"limit": SAMPLE_LIMIT})
        ])
    with transaction.atomic():
        closed = list(
            Problem.objects.filter(
                unit__path__startswith=unit.path, standing=ProblemState.CLOSED, closed_on__gte=since, closed_on__lte=until
            ).order_by("pk").values_list("pk", flat=True)
        )
        if not closed:
            raise Refusals([Refusal("No problem was closed in this span.", remedy="Choose a longer span or another unit.", field="since")])
        chosen = seed or secrets.token_hex(8)
        made = LookBack.objects.create(
            unit=unit, since=since, until=until, seed=chosen, size=size, drawn_from=closed, drawn_by_id=by.account_id, drawn_at=now
        )
        drawn = sample(closed, seed=chosen, size=size)
        LookedAt.objects.bulk_create(LookedAt(look_back=made, problem_id=each, position=n) for n, each in enumerate(drawn, 1))
        append(
            by=by, action="problems.look_back.draw", thing=made, unit_id=unit.pk,
            after={"since": since, "until": until, "seed": chosen, "from": len(closed), "drawn": list(drawn)},
        )
    return made


def look_at(
    *, looked_at_id: int, kept_up: bool | None, said: str, due: date | None = None, by: Acting, today: date, now: datetime
) -> LookedAt:
    """Note what was found: kept up, or come back; then the problem is opened again until `due`.

    Raises NotFound; NotAllowed as for a review; Conflict when it was looked at, or is open again; Refusal on "kept_up", "said", "due".
    """
    with transaction.atomic():
        known = LookBack.objects.filter(visible(by, Permission.PROBLEM_READ, "unit__path"))
        row = LookedAt.objects.select_for_update().filter(pk=looked_at_id, look_back__in=known).first()
        if row is None:
            raise NotFound("There is no such sample.", remedy="Look for it in the list of look-backs.")
        problem = locked(row.problem_id, by)
        demand_reviewer(problem, by)
        if row.at is not None:
            raise Conflict("Somebody has looked at this problem already.", remedy="Open the sample again to see what was found.")
        if problem.standing != ProblemState.CLOSED:
            raise Conflict("This problem is open again since it was drawn.", remedy="It is reviewed in its own course.")
        if kept_up is None:
            raise Refusal("No finding is chosen.", remedy="Choose whether it is kept up or has come back.", field="kept_up")
        text = words(said, field="said")
        if kept_up:
            take_step(problem, ProblemStep.KEPT_UP, by=by, today=today, now=now, words=text)
        else:
            open_again(problem, Cause.LOOK_BACK, words=text, due=new_deadline(due, today), by=by, today=today, now=now)
        row.kept_up, row.words, row.by_id, row.at = kept_up, text, by.account_id, now
        row.save(update_fields=["kept_up", "words", "by", "at"])
    return row
