"""A ballot as pages and papers show it: how many slips, how many ballots, and after closing what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangze.core.appraisal import Result, Scale, count, percent, together
from liangze.core.ballot import BallotState, state_of
from liangze.core.errors import NotFound
from liangze.hearings.asked import kinds, questions_of
from liangze.hearings.models import Ballot, Hearing
from liangze.hearings.queries.reach import hearings_for, may_hold
from liangze.hearings.words import BALLOT_STATES, FAVOURABLE_NAMES, GRADE_NAMES, SCALES
from liangze.organisation.policy import Acting


@dataclass(frozen=True, slots=True)
class Bar:
    """One grade of a result: its name, how many, in percent of those who chose a grade, and its place in the scale from 0."""

    name: str
    n: int
    percent: float
    place: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its result; `low`: fewer favourable grades than the threshold asks for."""

    subject: str
    post_id: int | None
    scale_name: str
    favourable_name: str
    result: Result
    bars: tuple[Bar, ...]
    low: bool


@dataclass(frozen=True, slots=True)
class OfScale:
    """The questions of one scale, and the scale's grades added up (never across scales)."""

    scale: str
    name: str
    answers: tuple[Answered, ...]
    whole: Answered


@dataclass(frozen=True, slots=True)
class BallotView:
    """A ballot. `scales` empty until it is closed, and when fewer than `minimum` ballots were cast (`too_few`)."""

    ballot: Ballot
    hearing: Hearing
    state: str
    state_name: str
    scales: tuple[OfScale, ...]
    too_few: bool
    agrees: bool
    holds: bool
    second: bool

    @property
    def lines(self) -> list[str]:
        return self.ballot.lines


def the_ballot(*, ballot_id: int, by: Acting) -> BallotView:
    """Two statements. Raises NotFound. second: the reader may close it, another has asked."""
    ballot = Ballot.objects.select_related("opened_by", "closing_by", "closed_by", "made_by").defer("issued").filter(pk=ballot_id).first()
    hearing = hearings_for(by).filter(pk=ballot.hearing_id).first() if ballot else None
    if ballot is None or hearing is None:
        raise NotFound("There is no such ballot.", remedy="Open the hearing and choose one of its ballots.")
    return seen(ballot, hearing, by)


def seen(ballot: Ballot, hearing: Hearing, by: Acting) -> BallotView:
    """The ballot in the shape of pages; no statement."""
    state, holds = state_of(ballot.value), may_hold(by, hearing.unit) and hearing.voided_at is None and not is_about(ballot, by)
    closed = state is BallotState.CLOSED
    return BallotView(
        ballot=ballot, hearing=hearing, state=state.value, state_name=str(BALLOT_STATES[state]),
        scales=results(ballot) if closed and ballot.lines else (), too_few=closed and not ballot.lines,
        agrees=ballot.cast == ballot.spent <= ballot.slips, holds=holds,
        second=holds and state is BallotState.CLOSING and ballot.closing_by_id != by.account_id,
    )


def is_about(ballot: Ballot, by: Acting) -> bool:
    """Whether the person holds a seat that is appraised in it: then they have no slips to make, and nothing to open or close."""
    return any(each["post"] in by.posts for each in ballot.questions)


def results(ballot: Ballot) -> tuple[OfScale, ...]:
    """Counted from the published lines, as anybody can."""
    questions = questions_of(ballot)
    counted = {result.key: result for result in count(questions, ballot.lines, ballot.minimum)}
    found = []
    for scale in kinds(questions):
        asked = [each for each in ballot.questions if each["scale"] == scale]
        of_scale = [counted[each["key"]] for each in asked]
        answers = tuple(_answered(each, counted[each["key"]], ballot.threshold) for each in asked)
        whole = _answered({"subject": str(SCALES[scale]), "post": None}, together(of_scale), ballot.threshold)
        found.append(OfScale(scale.value, str(SCALES[scale]), answers, whole))
    return tuple(found)


def _answered(question: dict[str, Any], result: Result, threshold: int) -> Answered:
    bars = tuple(
        Bar(str(GRADE_NAMES[grade]), n, percent(n, result.valid), place) for place, (grade, n) in enumerate(result.grades)
    )
    return Answered(
        question["subject"], question["post"], str(SCALES[result.scale]), str(FAVOURABLE_NAMES[Scale(result.scale)]), result, bars,
        result.is_low(threshold),
    )


