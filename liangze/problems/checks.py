"""What must hold for a new problem. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liangze.core.errors import Refusal
from liangze.core.problem import ENDED, ProblemCategory, ProblemSource
from liangze.organisation.models import Post, Unit
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem

TITLE_LIMIT, WHAT_LIMIT = 120, 2000


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks need from the tables, fetched once. earlier  the problem named by hand that it repeats."""

    unit: Unit
    post: Post | None
    parent: Problem | None
    earlier: Problem | None
    repeats: int | None
    today: date


def objections(new: NewProblem, facts: Known) -> list[Refusal]:
    """All that stands against the problem, in the order of the form."""
    return [refusal for check in CHECKS for refusal in check(new, facts)]


def check_words(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    if new.source not in set(ProblemSource):
        yield Refusal("No source is chosen.", remedy="Choose where the problem was found.", field="source")
    if new.category not in set(ProblemCategory):
        yield Refusal("No category is chosen.", remedy="Choose what the problem is about.", field="category")


def check_texts(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    for field, text, limit in (("title", new.title, TITLE_LIMIT), ("what", new.what, WHAT_LIMIT)):
        if not text.strip():
            yield Refusal("It is not said what is wrong.", remedy="Say it so that the unit knows what to put right.", field=field)
        elif len(text.strip()) > limit:
            yield Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit})


def check_days(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    if new.found_on > facts.today:
        yield Refusal(
            "The day on which it was found has not come yet.", remedy="Put the day on which it was really found.", field="found_on"
        )
    if new.due < facts.today:
        yield Refusal(
            "The deadline %(due)s has passed already.", remedy="Give the unit a day that is still to come.", field="due",
            params={"due": new.due},
        )


def check_seat(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    if new.post_id is not None and (facts.post is None or facts.post.unit_id != facts.unit.pk):
        yield Refusal(
            "The seat that answers is not one of %(unit)s.", remedy="Choose one of its seats, or leave it open.", field="post",
            params={"unit": facts.unit.name},
        )


def check_parent(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    if new.parent_id is None:
        return
    parent = facts.parent
    if parent is None:
        yield Refusal("The problem of which this is a part is not known.", remedy="Choose it from the list.", field="parent")
    elif parent.standing in ENDED:
        yield Refusal("The problem of which this is a part is closed.", remedy="Open it again first, or leave it out.", field="parent")
    elif not facts.unit.path.startswith(parent.unit.path):
        yield Refusal(
            "A part belongs to the unit of the whole or to one below it.", remedy="Choose that unit, or leave the whole out.", field="unit"
        )
    elif new.due > parent.due:
        yield Refusal(
            "A part is due no later than the whole: %(due)s.", remedy="Choose an earlier day, or extend the whole first.", field="due",
            params={"due": parent.due},
        )


def check_repeat(new: NewProblem, facts: Known) -> Iterator[Refusal]:
    if facts.repeats is not None and (facts.earlier is None or facts.earlier.unit_id != facts.unit.pk):
        yield Refusal("The problem that it repeats is not one of this unit.", remedy="Choose one of the same unit.", field="repeats")


CHECKS = (check_words, check_texts, check_days, check_seat, check_parent, check_repeat)
