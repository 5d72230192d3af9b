"""A problem as whoever found it hands it in, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewProblem:
    """What is wrong, at whom, found where.

    unit_id        the unit that has to put it right.
    finder_id      the unit that found it and will review the rectification.
    source         where it was found, a word of liangze.core.problem.ProblemSource.
    category       what it is about, a word of liangze.core.problem.ProblemCategory; the same again at the same unit is a repeat.
    due            the day by which it is to be put right.
    record         (type, id) of the record it was found with, e.g. ("hearings.hearing", 3); None when there is none.
    post_id        the seat that answers for it, when it is known already.
    parent_id      the problem it is a part of, which cannot be closed before it.
    """

    unit_id: int
    finder_id: int
    source: str
    category: str
    title: str
    what: str
    found_on: date
    due: date
    record: tuple[str, int] | None = None
    post_id: int | None = None
    parent_id: int | None = None
