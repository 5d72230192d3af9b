"""Listed supervision: numbered, limited in time, over only when all is closed and the seat has signed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.listed import ListingState
from liangze.documents.paper import Grid
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, acting_for
from liangze.problems.actions import (
    ask_extension,
    ask_listing_extension,
    decide_listing_extension,
    issue_listing,
    propose_delisting,
    reopen,
    report_progress,
    sign_delisting,
    withdraw,
)
from liangze.problems.models import Listing
from liangze.problems.new_listing import NewListing
from liangze.problems.queries.listing_paper import listing_paper, number_of
from liangze.problems.queries.listing_reach import listings_for
from liangze.trust.endorsements import Signer, sheet_of
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f
from tests.rooms.problems.conftest import DAY, DUE, NOW, PASSPHRASE, raised
from tests.rooms.problems.steps import MAY, judge, reported

pytestmark = pytest.mark.django_db
LATER = date(2026, 7, 31)


@pytest.fixture
def secretary(place) -> Acting:
    """Holds the county's seat of principal, and a key."""
    who = f.person("王书记")
    f.appoint(who, place.town.county_principal)
    acting = acting_for(f.account("王书记", (GrantRole.LEADER, place.town.county), who=who), today=DAY)
    make_key(
        signer=Signer(acting.account_id or 0, acting.name), protection=Protection("passphrase", PASSPHRASE, PASSPHRASE), by=acting, now=NOW
    )
    return acting


def asked(place, *problems, **changes: Any) -> NewListing:
    given: dict[str, Any] = {
        "issuer_id": place.town.county.pk, "unit_id": place.town.bureau.pk, "mark": "甲督", "title": "台账失实问题",
        "matter": "限期查清并纠正一季度台账失实问题。", "due": DUE, "scope": "unit", "signer_id": place.town.county_principal.pk,
        "problem_ids": tuple(each.pk for each in problems),
    }
    return NewListing(**(given | changes))


def listed(place, *problems, by: Acting | None = None, **changes: Any) -> Listing:
    return issue_listing(new=asked(place, *problems, **changes), by=by or place.discipline, today=DAY, now=NOW)


def propose(place, listing, by: Acting | None = None):
    return propose_delisting(listing_id=listing.pk, said="问题已全部整改。", by=by or place.discipline, today=MAY, now=f.at(MAY))


def put_name_to(listing, by: Acting, **changes: Any):
    sheet = sheet_of(("problems.listing", listing.pk))
    given = {"opinion": "agree", "comments": "", "passphrase": PASSPHRASE, "shown": sheet.digest if sheet else ""}
    return sign_delisting(listing_id=listing.pk, by=by, today=MAY, now=f.at(MAY), **(given | changes))


def test_numbers_run_in_issuer_and_year_without_empty_digits(place):
    numbers = [number_of(listed(place, raised(place))) for _ in range(2)]
    assert numbers == ["甲督〔2026〕1号", "甲督〔2026〕2号"]
    assert listed(place, unit_id=place.town.township1.pk, by=place.office).number == 3, "over a matter, without a problem"


def test_above_and_beside_issue_it_never_the_unit_itself(place):
    for who, issuer in ((place.liaison, place.town.county), (place.colleague, place.town.bureau), (place.east, place.town.township1)):
        with pytest.raises(NotAllowed, match="never the unit itself"):
            listed(place, raised(place), by=who, issuer_id=issuer.pk)
    with pytest.raises(NotAllowed):
        listed(place, unit_id=place.town.county.pk)


def test_everything_that_is_wrong_is_told_at_once(place):
    other = raised(place, unit_id=place.town.township1.pk)
    late = raised(place, due=date(2026, 9, 1))
    with pytest.raises(Refusals) as caught:
        listed(place, other, late, mark="甲督〔2026〕", title=" ", matter="", due=DUE, scope="world", signer_id=None)
    assert {each.field for each in caught.value.refusals} == {"mark", "title", "matter", "scope", "signer", "problems", "due"}
    problem = raised(place)
    listed(place, problem)
    with pytest.raises(Refusals, match="listed already"):
        listed(place, problem)


def test_it_ends_only_when_its_problems_are_closed_and_the_seat_has_signed(place, secretary):
    problem = raised(place)
    listing = listed(place, problem)
    report_progress(listing_id=listing.pk, said="已完成核对。", by=place.liaison, today=MAY, now=f.at(MAY))
    with pytest.raises(Conflict, match="still open: 2026-001"):
        propose(place, listing)
    with pytest.raises(Conflict, match="not withdrawn"):
        withdraw(problem_id=problem.pk, reason="误提。", by=place.discipline, today=MAY, now=f.at(MAY))
    reported(place, problem)
    judge(place, problem)
    with pytest.raises(NotAllowed, match="by its issuer"):
        propose(place, listing, place.colleague)
    propose(place, listing)
    with pytest.raises(NotAllowed, match="is signed by"):
        put_name_to(listing, place.discipline)
    put_name_to(listing, secretary)
    listing.refresh_from_db()
    assert (listing.standing, listing.ended_on) == (ListingState.DELISTED, MAY)
    assert "signer" in sheet_of(("problems.listing", listing.pk)).signed_boxes
    with pytest.raises(Conflict):
        report_progress(listing_id=listing.pk, said="补充。", by=place.liaison, today=MAY, now=f.at(MAY))


def test_a_problem_opened_again_before_the_signature_keeps_it_listed(place, secretary):
    problem = raised(place)
    listing = listed(place, problem)
    reported(place, problem)
    judge(place, problem)
    propose(place, listing)
    reopen(problem_id=problem.pk, said="复查不合格。", due=DUE, by=place.second, today=MAY, now=f.at(MAY))
    with pytest.raises(Conflict, match="still open"):
        put_name_to(listing, secretary)
    put_name_to(listing, secretary, opinion="return", comments="问题反弹，继续督办。")
    listing.refresh_from_db()
    assert listing.standing == ListingState.IN_FORCE
    sheet = sheet_of(("problems.listing", listing.pk))
    assert sheet is None or sheet.voided_at


def test_the_limit_is_extended_with_approval_and_no_problem_goes_beyond_it(place):
    problem = raised(place)
    listing = listed(place, problem)
    with pytest.raises(Refusal, match="listed supervision until"):
        ask_extension(problem_id=problem.pk, due=LATER, reason="工期。", by=place.liaison, today=DAY, now=NOW)
    with pytest.raises(Refusal, match="later deadline"):
        ask_listing_extension(listing_id=listing.pk, due=DUE, reason="工期。", by=place.liaison, today=DAY, now=NOW)
    ask_listing_extension(listing_id=listing.pk, due=LATER, reason="工期。", by=place.liaison, today=DAY, now=NOW)
    decided = {"listing_id": listing.pk, "said": "", "today": DAY, "now": NOW}
    with pytest.raises(NotAllowed):
        decide_listing_extension(grant=True, seen=LATER, by=place.colleague, **decided)
    with pytest.raises(Refusal, match="reason is missing"):
        decide_listing_extension(grant=False, seen=LATER, by=place.office, **decided)
    for other in (None, DUE):
        with pytest.raises(Conflict, match="no longer waits"):
            decide_listing_extension(grant=True, seen=other, by=place.office, **decided)
    decide_listing_extension(grant=True, seen=LATER, by=place.office, **decided)
    listing.refresh_from_db()
    assert listing.due == LATER
    ask_extension(problem_id=problem.pk, due=LATER, reason="工期。", by=place.liaison, today=DAY, now=NOW)


def test_each_circle_sees_what_is_published_to_it(place):
    mine = listed(place, raised(place))
    level = listed(place, raised(place), scope="level")
    below = listed(place, raised(place), scope="below")

    def seen(by: Acting) -> set[int]:
        return set(listings_for(by).values_list("pk", flat=True))

    assert seen(place.liaison) == {mine.pk, level.pk, below.pk}
    assert seen(place.east) == {level.pk, below.pk}
    assert seen(f.acting("一处", (GrantRole.LIAISON, place.town.office1), today=DAY)) == {below.pk}
    assert seen(f.acting("外人", today=DAY)) == set()
    with pytest.raises(NotFound):
        report_progress(listing_id=mine.pk, said="无关。", by=place.east, today=DAY, now=NOW)
    with pytest.raises(NotAllowed, match="reported by"):
        report_progress(listing_id=level.pk, said="无关。", by=place.east, today=DAY, now=NOW)


def test_the_paper_carries_the_number_the_problems_and_at_its_end_the_place_to_sign(place):
    listing = listed(place, raised(place))
    notice = listing_paper(listing, day=DAY)
    assert (notice.number, notice.title, notice.addressee) == ("甲督〔2026〕1号", "关于对“台账失实问题”挂牌督办的通知", "甲局")
    assert notice.signatures == ()
    assert any("2026-001 台账补录" in cell for block in notice.blocks if isinstance(block, Grid) for row in block.rows for cell in row)
    ended = listing_paper(listing, day=DAY, resolved="问题已全部整改。")
    assert [box.key for box in ended.signatures] == ["signer"]
    assert ended.title == "关于“台账失实问题”摘牌的意见"
