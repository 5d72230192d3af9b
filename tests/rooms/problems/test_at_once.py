"""Two people do what excludes each other at the same moment: one is done, the other is told, nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from liangze.core.errors import Conflict
from liangze.core.listed import ListingState
from liangze.core.problem import ProblemState
from liangze.problems.actions import reopen
from tests.rooms import factory as f
from tests.rooms.problems.conftest import DUE, raised
from tests.rooms.problems.steps import MAY, judge, reported
from tests.rooms.problems.test_listing import listed, propose, put_name_to, secretary

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["secretary"]  # the fixture


def together(acts: Sequence[Callable[[], object]]) -> list[Exception | None]:
    """Each in a thread of its own, begun at the same moment; what each was refused with."""
    ready, told = threading.Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        try:
            ready.wait(timeout=10)
            act()
            told.append(None)
        except Exception as refused:
            told.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told


@pytest.mark.parametrize("turn", [1, -1])
def test_a_problem_is_opened_again_or_its_listing_ends_but_not_both(place, secretary, turn):
    """A listing never ends over an open problem; whoever opens one again learns that its supervision has ended meanwhile."""
    problem = raised(place)
    listing = listed(place, problem)
    reported(place, problem)
    judge(place, problem)
    propose(place, listing)
    again = {"problem_id": problem.pk, "said": "复查不合格。", "due": DUE, "seen": 1, "by": place.second, "today": MAY, "now": f.at(MAY)}
    told = together([lambda: put_name_to(listing, secretary), lambda: reopen(**again)][::turn])
    assert sum(each is None for each in told) == 1
    assert sum(isinstance(each, Conflict) for each in told) == 1
    listing.refresh_from_db()
    problem.refresh_from_db()
    assert (listing.standing, problem.standing) in (
        (ListingState.DELISTED, ProblemState.CLOSED), (ListingState.TO_SIGN, ProblemState.REOPENED),
    )


def test_what_was_read_as_listed_is_not_opened_again_when_the_listing_has_ended(place, secretary):
    """The same, one after the other: the page said that the problem is under listed supervision, and it no longer is."""
    problem = raised(place)
    listing = listed(place, problem)
    reported(place, problem)
    judge(place, problem)
    propose(place, listing)
    put_name_to(listing, secretary)
    again = {"problem_id": problem.pk, "said": "复查不合格。", "due": DUE, "by": place.second, "today": MAY, "now": f.at(MAY)}
    with pytest.raises(Conflict, match="supervision of this problem has changed"):
        reopen(seen=1, **again)
    assert reopen(seen=0, **again).kind == "reopened"
