"""The secret ballot: slips, casting, closing by two, what is told and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liangze.core.appraisal import count, digest
from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.hearings.actions import Spent, ask_closing, cast, close_ballot, hold_hearing, make_slips, open_ballot
from liangze.hearings.asked import questions_of
from liangze.hearings.models import Ballot, BallotBox
from liangze.hearings.queries.results import the_ballot
from liangze.hearings.tokens import ALPHABET, bare
from liangze.organisation.models import GrantRole
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.hearings.conftest import DAY, NOW, TOPICS, Given, ballot, opened, planned, report

pytestmark = pytest.mark.django_db
GOOD = {"1": "excellent", "2": "competent", "3": "satisfied"}


def close(given: Given, made: Ballot) -> Ballot:
    ask_closing(ballot_id=made.pk, by=given.office, now=NOW)
    return close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW)


def test_slips_are_told_once_and_kept_as_keyed_hashes_only(given: Given) -> None:
    made = ballot(given)
    tokens = make_slips(ballot_id=made.pk, number=8, again=False, by=given.office, now=NOW)
    made.refresh_from_db()
    assert all(len(bare(token)) == 20 and set(bare(token)) <= set(ALPHABET) for token in tokens)
    assert len(set(made.issued)) == 8
    assert made.issued == sorted(made.issued)
    assert not set(made.issued) & set(tokens)
    with pytest.raises(Conflict, match="cannot be shown again"):
        make_slips(ballot_id=made.pk, number=8, again=False, by=given.office, now=NOW)
    newer = make_slips(ballot_id=made.pk, number=6, again=True, by=given.office, now=NOW)
    open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    with pytest.raises(Refusal, match="No slip with this code"):
        cast(token=tokens[0], answers=GOOD)
    cast(token=newer[0].lower().replace("-", " "), answers=GOOD)
    with pytest.raises(Conflict, match="before the ballot opens"):
        make_slips(ballot_id=made.pk, number=8, again=True, by=given.office, now=NOW)


def test_only_whoever_may_hold_hearings_makes_opens_and_closes(given: Given) -> None:
    made = ballot(given)
    with pytest.raises(NotAllowed):
        make_slips(ballot_id=made.pk, number=8, again=False, by=given.assessor, now=NOW)
    with pytest.raises(Conflict, match="no slips yet"):
        open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    make_slips(ballot_id=made.pk, number=4, again=False, by=given.office, now=NOW)
    with pytest.raises(Conflict, match="fewer than the 5"):
        open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)


def test_before_opening_and_after_closing_and_with_a_wrong_or_used_slip_nothing_is_cast(given: Given) -> None:
    made = ballot(given)
    tokens = make_slips(ballot_id=made.pk, number=8, again=False, by=given.office, now=NOW)
    with pytest.raises(Conflict, match="not open yet"):
        cast(token=tokens[0], answers=GOOD)
    open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    for typed, words in (("", "no slip's code"), ("AAAA-AAAA", "no slip's code"), ("A" * 20, "No slip with this code")):
        with pytest.raises(Refusal, match=words):
            cast(token=typed, answers=GOOD)
    with pytest.raises(Refusals):
        cast(token=tokens[0], answers=GOOD | {"3": "excellent"})  # a grade of another scale: the whole ballot is refused
    cast(token=tokens[0], answers=GOOD)
    with pytest.raises(Spent) as caught:
        cast(token=tokens[0], answers=GOOD | {"1": "incompetent"})
    assert "excellent" not in str(caught.value).lower()
    close(given, made)
    with pytest.raises(Conflict, match="closed"):
        cast(token=tokens[1], answers=GOOD)
    assert Ballot.objects.get(pk=made.pk).cast == 1


def test_two_people_close_a_ballot(given: Given) -> None:
    made, _tokens = opened(given)
    with pytest.raises(Conflict, match="Nobody has asked"):
        close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW)
    ask_closing(ballot_id=made.pk, by=given.office, now=NOW)
    with pytest.raises(Conflict, match="yourself"):
        close_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    assert the_ballot(ballot_id=made.pk, by=given.second).second
    assert not the_ballot(ballot_id=made.pk, by=given.office).second
    close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="closed already"):
        close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW)


def test_votes_are_taken_until_the_second_person_has_closed(given: Given) -> None:
    made, tokens = opened(given)
    ask_closing(ballot_id=made.pk, by=given.office, now=NOW)
    cast(token=tokens[0], answers=GOOD)
    assert close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW).cast == 1


def test_nothing_is_told_before_closing_nor_below_the_minimum(given: Given) -> None:
    made, tokens = opened(given)
    for token in tokens[:4]:
        cast(token=token, answers=GOOD)
    view = the_ballot(ballot_id=made.pk, by=given.office)
    assert (view.scales, view.ballot.cast, view.ballot.lines) == ((), 0, [])
    closed = close(given, made)
    view = the_ballot(ballot_id=made.pk, by=given.office)
    assert (view.too_few, view.scales, closed.lines) == (True, (), [])
    assert (closed.slips, closed.spent, closed.cast) == (8, 4, 4)


def test_a_question_that_too_few_answered_is_withheld_in_result_and_list(given: Given) -> None:
    made, tokens = opened(given)
    for place, token in enumerate(tokens[:6]):
        cast(token=token, answers=GOOD if place < 4 else {"1": "excellent", "2": "-", "3": "satisfied"})
    closed = close(given, made)
    first, second = the_ballot(ballot_id=made.pk, by=given.office).scales[0].answers
    assert (first.result.withheld, first.result.valid) == (False, 6)
    assert second.result.withheld
    assert all("2=*" in line for line in closed.lines)


def test_the_published_list_counts_to_the_result_and_box_and_salt_are_gone(given: Given) -> None:
    made, tokens = opened(given)
    for place, token in enumerate(tokens):
        cast(token=token, answers={"1": ("excellent", "incompetent")[place % 2], "2": "competent", "3": "dissatisfied"})
    closed = close(given, made)
    assert count(questions_of(closed), closed.lines) == tuple(
        each.result for scale in the_ballot(ballot_id=made.pk, by=given.assessor).scales for each in scale.answers
    )
    assert closed.digest == digest(closed.lines)
    assert closed.lines == sorted(closed.lines)
    assert BallotBox.objects.get(ballot=made).content is None
    assert closed.salt is None
    told = AuditEntry.objects.get(action="hearings.ballot.close").after
    assert told == {"slips": 8, "spent": 8, "cast": 8, "digest": closed.digest}


def test_scales_are_kept_apart(given: Given) -> None:
    made, tokens = opened(given)
    for token in tokens:
        cast(token=token, answers=GOOD)
    close(given, made)
    duty, satisfaction = the_ballot(ballot_id=made.pk, by=given.office).scales
    assert [len(scale.answers) for scale in (duty, satisfaction)] == [2, 1]
    assert duty.whole.result.valid == 16
    assert duty.whole.result.scale != satisfaction.whole.result.scale


def test_a_low_share_is_named(given: Given) -> None:
    made, tokens = opened(given)
    for place, token in enumerate(tokens):
        cast(token=token, answers=GOOD | {"1": "excellent" if place < 5 else "barely_competent"})
    close(given, made)
    first, second = the_ballot(ballot_id=made.pk, by=given.office).scales[0].answers
    assert (first.result.share, first.low, second.low) == (62.5, True, False)


def test_the_operator_at_the_machine_holds_no_ballot(given: Given) -> None:
    made = ballot(given)
    with pytest.raises(NotAllowed):
        make_slips(ballot_id=made.pk, number=8, again=False, by=replace(given.office, account_id=None), now=NOW)


def test_whoever_is_appraised_neither_makes_the_slips_nor_opens_nor_closes(given: Given) -> None:
    """With all slips in hand they would cast them all: the county's principal leaves the ballot about that seat to others."""
    town = given.town
    who = f.person("赵书记")
    f.appoint(who, town.county_principal)
    head = f.acting("赵书记", (GrantRole.LEADER, town.county), today=DAY, who=who)
    made = ballot(given, planned(given, reporters=(town.county_principal.pk, town.principal.pk)))
    asked = {"ballot_id": made.pk, "by": head, "now": NOW}
    with pytest.raises(NotAllowed, match="appraised"):
        make_slips(number=8, again=False, **asked)
    make_slips(ballot_id=made.pk, number=8, again=False, by=given.office, now=NOW)
    with pytest.raises(NotAllowed, match="appraised"):
        open_ballot(today=DAY, **asked)
    open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
    ask_closing(ballot_id=made.pk, by=given.office, now=NOW)
    with pytest.raises(NotAllowed, match="appraised"):
        close_ballot(today=DAY, **asked)
    assert not the_ballot(ballot_id=made.pk, by=head).holds


def test_no_ballot_opens_once_the_hearing_is_recorded_as_held(given: Given) -> None:
    """Slips made before count for nothing then: a ballot is held during the hearing."""
    hearing = planned(given)
    made = ballot(given, hearing)
    make_slips(ballot_id=made.pk, number=8, again=False, by=given.office, now=NOW)
    report(given, hearing)
    hold_hearing(hearing_id=hearing.pk, topics=TOPICS, by=given.office, today=DAY, now=NOW)
    with pytest.raises(Conflict, match="recorded as held"):
        open_ballot(ballot_id=made.pk, by=given.office, today=DAY, now=NOW)
