"""What the rows of problems.yaml point at: problems of unit A at every stage, a look-back, listings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from liangze.organisation.policy import Acting
from liangze.problems.actions import (
    NewMeasure,
    agree_measures,
    ask_extension,
    ask_listing_extension,
    draw,
    issue_listing,
    propose_delisting,
    propose_measures,
    raise_problem,
    report_done,
    review,
)
from liangze.problems.models import Problem
from liangze.problems.new_listing import NewListing
from liangze.problems.new_problem import NewProblem
from liangze.trust.attachments import Proof, take_in, uses_of
from tests.rooms import factory as f

TARGETS = {
    "problem_id": "problem", "step_id": "problem_step", "look_back_id": "look_back", "listing_id": "listing",
}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """Found by the city at unit A; unit A's liaison puts them right."""
    finder, unit = acts["discipline"], acts["liaison-a"]
    due, when = day + timedelta(60), {"today": day, "now": f.at(day)}

    def raised(category: str = "lists") -> Problem:
        new = NewProblem(place.targets["unit_a"], place.targets["unit_city"], "inspection", category, "台账补录", "集中补录。", day, due)
        return raise_problem(new=new, by=finder, **when)

    def planned() -> Problem:
        problem = raised()
        propose_measures(problem_id=problem.pk, measures=[NewMeasure("逐项核对", due)], by=unit, **when)
        return problem

    fresh = raised("funds")  # before any is closed: the same kind again would open that again
    going, asked, reported, closed, proposed = planned(), planned(), planned(), planned(), planned()
    agree_measures(problem_id=going.pk, seen=1, by=finder, **when)
    ask_extension(problem_id=asked.pk, due=due + timedelta(30), reason="工期", by=unit, **when)
    stored = take_in(file=BytesIO("核对记录".encode()), name="核对.txt")
    step = report_done(problem_id=reported.pk, said="已整改。", proofs=(Proof(stored.id, stored.name),), by=unit, **when)
    report_done(problem_id=closed.pk, said="已整改。", by=unit, **when)
    review(problem_id=closed.pk, outcome="done", said="", by=finder, **when)
    look = draw(unit_id=place.targets["unit_city"], since=day, until=day, size=1, by=finder, **when)

    def listed() -> int:
        new = NewListing(
            place.targets["unit_city"], place.targets["unit_a"], "云督", "台账失实", "限期纠正。", due, "unit",
            place.targets["post_city_principal"],
        )
        return issue_listing(new=new, by=finder, **when).pk

    listing, waiting, resolved = listed(), listed(), listed()
    ask_listing_extension(listing_id=waiting, due=due + timedelta(30), reason="工期", by=unit, **when)
    propose_delisting(listing_id=resolved, said="已解决。", by=finder, **when)
    return {
        "problem": going.pk, "problem_new": fresh.pk, "problem_planned": proposed.pk, "problem_asked": asked.pk,
        "problem_asked_day": (due + timedelta(30)).isoformat(), "problem_reported": reported.pk, "problem_closed": closed.pk,
        "problem_step": step.pk, "problem_use": uses_of("problems.step", [step.pk])[step.pk][0].id, "look_back": look.pk,
        "looked_at": look.problems.get().pk, "listing": listing, "listing_asked": waiting, "listing_resolved": resolved,
        "listing_asked_day": (due + timedelta(30)).isoformat(), "problem_due": due.isoformat(),
        "problem_later": (due + timedelta(90)).isoformat(),
    }
