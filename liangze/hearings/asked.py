"""The questions of a ballot in the core's shape, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence

from liangze.core.appraisal import GRADES, Question, Scale
from liangze.hearings.box import room_for
from liangze.hearings.models import Ballot


def questions_of(ballot: Ballot) -> tuple[Question, ...]:
    """The questions, in their order."""
    return tuple(Question(each["key"], Scale(each["scale"])) for each in ballot.questions)


def room_of(ballot: Ballot) -> int:
    """Bytes that its box is padded to."""
    longest = sum(len(each.key) + 2 + max(map(len, GRADES[each.scale])) for each in questions_of(ballot))
    return room_for(ballot.slips, longest)


def kinds(questions: Sequence[Question]) -> tuple[Scale, ...]:
    """The scales that occur, in the order of the scales."""
    return tuple(scale for scale in Scale if any(question.scale is scale for question in questions))
