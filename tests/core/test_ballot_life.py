"""What may be done with a ballot in which state."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from liangze.core.ballot import BallotState, BallotValue, demand_openable, demand_second, demand_slips, demand_votable, state_of
from liangze.core.errors import Conflict

AT = datetime(2026, 3, 20, tzinfo=UTC)
DRAFT, READY, OPEN = BallotValue(0), BallotValue(8), BallotValue(8, AT)
CLOSING, CLOSED = BallotValue(8, AT, AT, 1), BallotValue(8, AT, AT, 1, AT)


def test_the_state_follows_from_what_was_done():
    assert [state_of(each) for each in (DRAFT, READY, OPEN, CLOSING, CLOSED)] == list(BallotState)


def test_ballots_are_cast_while_it_is_open_also_when_somebody_has_asked_to_close_it():
    for each in (OPEN, CLOSING):
        demand_votable(each)
    for each in (DRAFT, READY, CLOSED):
        with pytest.raises(Conflict):
            demand_votable(each)


def test_slips_are_made_before_it_opens_and_it_opens_with_enough_of_them():
    for each in (DRAFT, READY):
        demand_slips(each)
    for each in (OPEN, CLOSING, CLOSED):
        with pytest.raises(Conflict):
            demand_slips(each)
    demand_openable(READY, 8)
    for each, minimum in ((DRAFT, 5), (READY, 9), (OPEN, 5)):
        with pytest.raises(Conflict):
            demand_openable(each, minimum)


def test_the_second_person_is_another_one():
    demand_second(CLOSING, 2)
    for each, who in ((CLOSING, 1), (CLOSING, None), (OPEN, 2), (READY, 2), (CLOSED, 2)):
        with pytest.raises(Conflict):
            demand_second(each, who)
