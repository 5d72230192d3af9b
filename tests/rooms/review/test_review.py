"""The year-end review: who holds it, what may be decided about what, and how it ends."""

from __future__ import annotations

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, console
from liangze.review.actions import DecidedMeanwhile, Unfinished, conclude, open_review, pass_all, reopen, sign
from liangze.review.models import ConcludedItem, Decision, Review
from liangze.review.queries.page import review_page
from liangze.review.queries.reach import the_review
from liangze.trust.endorsements import content, sheet_of
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.review.conftest import DAY, NOW, PASSPHRASE, items, key_for, met, opened, settle, settle_all

pytestmark = pytest.mark.django_db


def concluded(year) -> Review:
    review = opened(year)
    settle_all(review, year.second)
    conclude(review_id=review.pk, opinion="总体较好。", by=year.office, today=DAY, now=NOW)
    return the_review(review.pk, year.office)


def put_name_to(review, year, **changes):
    asked = {"opinion": "agree", "comments": "", "passphrase": PASSPHRASE, "shown": sheet_of(("review.review", review.pk)).digest}
    return sign(review_id=review.pk, by=year.chair, now=NOW, **(asked | changes))


def test_the_level_above_the_discipline_organ_and_the_stationed_group_hold_it_the_unit_itself_does_not(year):
    unit = year.c.town.bureau
    for who in (year.liaison, year.unit_discipline, console(), year.c.west):
        with pytest.raises((NotAllowed, NotFound)):
            opened(year, who)
    with pytest.raises(NotAllowed, match="own unit"):
        open_review(
            unit_id=year.c.town.county.pk, year=2026, chair_id=year.chair_post.pk, held_on=DAY, by=year.discipline, today=DAY, now=NOW
        )
    for who in (year.office, year.discipline):
        Review.objects.all().delete()
        assert opened(year, who).unit_id == unit.pk
    Review.objects.all().delete()
    with pytest.raises(Refusals, match="chair"):
        opened(year, year.stationed)  # the chair of its review is a seat of the group
    seat = f.seat(f.Unit.objects.get(code="C01G"), f.Role.PRINCIPAL, "组长")
    made = open_review(unit_id=unit.pk, year=2026, chair_id=seat.pk, held_on=DAY, by=year.stationed, today=DAY, now=NOW)
    assert made.chair == seat


def test_only_one_review_of_a_unit_and_year_stands(year):
    opened(year)
    with pytest.raises(Conflict, match="opened already"):
        opened(year, year.discipline)
    with pytest.raises(Refusals) as caught:
        open_review(unit_id=year.c.town.township1.pk, year=2027, chair_id=0, held_on=None, by=year.office, today=DAY, now=NOW)
    assert {each.field for each in caught.value.refusals} == {"year", "chair", "held_on"}


def test_its_items_are_all_obligations_of_the_year_and_all_tasks(year):
    found = items(opened(year), year.office)
    expected = {f"o{row.pk}" for row in year.owed.values()}
    assert expected < set(found)
    (task,) = set(found) - expected
    assert found[task].kind == "task"
    assert found[task].title == "开展警示教育"
    assert found[task].state == "overdue"
    states = {name: found[f"o{row.pk}"].state for name, row in year.owed.items()}
    assert states == {
        "first": "fulfilled", "second": "fulfilled", "third": "fulfilled", "fourth": "due_soon", "late": "late", "half": "due_soon",
        "exempt": "exempt",
    }


def test_a_decision_must_agree_with_the_state_and_say_why(year):
    review = opened(year)
    found = items(review, year.second)
    task = next(key for key in found if key.startswith("t"))
    for key, verdict in ((task, "passed"), (f"o{year.owed['late'].pk}", "passed"), (f"o{year.owed['fourth'].pk}", "failed")):
        with pytest.raises(Refusal, match="does not go with") as caught:
            settle(review, year.second, key, verdict)
        assert caught.value.field == "verdict"
    with pytest.raises(Refusal, match="opinion is missing"):
        settle(review, year.second, task, "carried", " ")
    with pytest.raises(Refusal, match="No decision"):
        settle(review, year.second, task, "burn")
    with pytest.raises(NotFound):
        settle(review, year.second, "o999999", "passed", seen=0)
    settle(review, year.second, task, "carried", "转入下年。")
    settle(review, year.second, f"o{year.owed['first'].pk}", "passed", "")
    page = review_page(review_id=review.pk, by=year.office, as_of=DAY)
    assert (page.sums["carried"], page.sums["passed"], page.decided, page.total) == (1, 1, 2, 8)
    assert sum(page.sums.values()) == page.total


def test_nobody_decides_about_what_they_did_recorded_or_answer_for(year):
    review = opened(year)
    both = Acting(year.liaison.account_id, "两岗", (*year.liaison.grants, *year.office.grants))
    first = f"o{year.owed['first'].pk}"
    with pytest.raises(NotAllowed, match="somebody else"):
        settle(review, both, first, "passed")
    head = f.person("局长")
    f.appoint(head, year.c.town.principal)
    answers = f.acting("局长", (GrantRole.OFFICE, year.c.town.county), today=DAY, who=head)
    with pytest.raises(NotAllowed, match="somebody else"):
        settle(review, answers, f"o{year.owed['fourth'].pk}", "carried")
    task = next(key for key in items(review, year.office) if key.startswith("t"))
    for near in (both, year.c.leader):
        with pytest.raises(NotAllowed, match="somebody else"):
            settle(review, near, task, "carried")
    assert not any(item.plain for item in items(review, both).values())


def test_a_later_decision_replaces_the_earlier_and_both_are_kept(year):
    review, key = opened(year), f"o{year.owed['first'].pk}"
    settle(review, year.office, key, "passed", "")
    settle(review, year.second, key, "failed", "纪要没有签名。")
    item = items(review, year.office)[key]
    assert (item.taken.verdict, item.taken.by, [each.verdict for each in item.earlier]) == ("failed", "县委办乙", ["passed"])
    assert Decision.objects.filter(review=review).count() == 2
    last = AuditEntry.objects.filter(action="review.item.decide").latest("id")
    assert (last.before["verdict"], last.after["verdict"], last.reason) == ("passed", "failed", "纪要没有签名。")


def test_of_two_who_decide_at_once_the_second_sees_what_the_first_decided(year):
    review, key = opened(year), f"o{year.owed['first'].pk}"
    seen = items(review, year.office)[key].seen
    settle(review, year.second, key, "failed", "纪要没有签名。", seen=seen)
    with pytest.raises(DecidedMeanwhile) as caught:
        settle(review, year.office, key, "passed", "", seen=seen)
    assert caught.value.params["name"] == "县委办乙"
    assert items(review, year.office)[key].taken.verdict == "failed"


def test_a_decision_that_the_state_has_left_behind_must_be_taken_anew(year):
    review, key = opened(year), f"o{year.owed['fourth'].pk}"
    settle(review, year.second, key, "carried", "尚未到期。")
    met(year.owed["fourth"].duty, 2026, year.c.town.leadership, (DAY,), year.liaison)
    item = items(review, year.second)[key]
    assert (item.state, item.taken, item.lapsed.verdict) == ("fulfilled", None, "carried")
    settle(review, year.second, key, "passed", "")
    assert items(review, year.second)[key].taken.verdict == "passed"


def test_in_one_step_only_what_is_on_time_and_without_doubt_passes_and_only_as_shown(year):
    review = opened(year)
    plain = [key for key, item in items(review, year.second).items() if item.plain]
    assert plain == [f"o{year.owed[name].pk}" for name in ("first", "second")], "the third was entered after its day"
    with pytest.raises(Conflict, match="none was passed"):
        pass_all(review_id=review.pk, keys=[*plain, f"o{year.owed['third'].pk}"], by=year.second, today=DAY, now=NOW)
    settle(review, year.office, plain[0], "failed", "纪要没有签名。")
    with pytest.raises(Conflict, match="none was passed"):
        pass_all(review_id=review.pk, keys=plain, by=year.second, today=DAY, now=NOW)
    assert pass_all(review_id=review.pk, keys=plain[1:], by=year.second, today=DAY, now=NOW) == 1
    with pytest.raises(Refusal, match="no item"):
        pass_all(review_id=review.pk, keys=[], by=year.second, today=DAY, now=NOW)
    assert items(review, year.second)[plain[0]].taken.verdict == "failed"


def test_it_is_concluded_only_when_every_item_is_decided_and_then_nothing_changes(year):
    review = opened(year)
    with pytest.raises(Refusal, match="opinion is missing"):
        conclude(review_id=review.pk, opinion="", by=year.office, today=DAY, now=NOW)
    with pytest.raises(Unfinished) as caught:
        conclude(review_id=review.pk, opinion="好。", by=year.office, today=DAY, now=NOW)
    assert caught.value.params == {"n": 8}
    settle_all(review, year.second)
    conclude(review_id=review.pk, opinion="总体较好。", by=year.office, today=DAY, now=NOW)
    key = f"o{year.owed['first'].pk}"
    for attempt in (
        lambda: settle(review, year.second, key, "failed"),
        lambda: pass_all(review_id=review.pk, keys=[key], by=year.second, today=DAY, now=NOW),
        lambda: conclude(review_id=review.pk, opinion="好。", by=year.office, today=DAY, now=NOW),
    ):
        with pytest.raises(Conflict, match="concluded"):
            attempt()
    met(year.owed["fourth"].duty, 2026, year.c.town.leadership, (DAY,), year.liaison)
    page = review_page(review_id=review.pk, by=year.office, as_of=DAY)
    states = {item.key: item.state for group in page.groups for item in group.items}
    assert states[f"o{year.owed['fourth'].pk}"] == "due_soon", "it stands as it was concluded"
    assert ConcludedItem.objects.filter(review=review).count() == 8
    assert review_page(review_id=review.pk, by=year.liaison, as_of=DAY).total == 8, "the unit reads how it was reviewed"


def test_an_open_review_is_not_shown_to_the_unit_and_a_sitting_to_come_is_not_concluded(year):
    review = opened(year)
    with pytest.raises(NotFound):
        review_page(review_id=review.pk, by=year.liaison, as_of=DAY)
    Review.objects.filter(pk=review.pk).update(held_on=f.date(2026, 12, 28))
    settle_all(review, year.second)
    with pytest.raises(Conflict, match="still to come"):
        conclude(review_id=review.pk, opinion="好。", by=year.office, today=DAY, now=NOW)


def test_the_chair_signs_what_was_concluded_and_nobody_else_does(year):
    review = concluded(year)
    with pytest.raises(NotAllowed, match="chair"):
        sign(review_id=review.pk, shown="", opinion="agree", comments="", passphrase="", by=year.office, now=NOW)
    with pytest.raises(Refusal, match="key"):
        put_name_to(review, year)
    key_for(year.chair)
    with pytest.raises(Refusal):
        put_name_to(review, year, passphrase="wrong")
    put_name_to(review, year)
    page = review_page(review_id=review.pk, by=year.office, as_of=DAY)
    assert (page.stage, page.sheet.signatures[0].name) == ("signed", "王一")
    assert content(page.sheet).startswith(b"%PDF")
    with pytest.raises(Conflict, match="signed already"):
        put_name_to(review, year)


def test_reopening_needs_a_reason_voids_the_signature_and_begins_the_next_number_with_the_decisions(year):
    review = concluded(year)
    key_for(year.chair)
    put_name_to(review, year)
    with pytest.raises(Refusal, match="reason is missing"):
        reopen(review_id=review.pk, reason="", by=year.second, now=NOW)
    with pytest.raises(NotAllowed):
        reopen(review_id=review.pk, reason="漏了一项。", by=year.liaison, now=NOW)
    again = reopen(review_id=review.pk, reason="漏了一项。", by=year.second, now=NOW)
    assert again.number == 2
    assert sheet_of(("review.review", review.pk)).voided_at
    old, new = (review_page(review_id=each.pk, by=year.office, as_of=DAY) for each in (review, again))
    assert (old.stage, new.stage, new.sums) == ("reopened", "open", old.sums)
    with pytest.raises(Conflict, match="newer"):
        reopen(review_id=review.pk, reason="再来。", by=year.second, now=NOW)
    settle(again, year.second, f"o{year.owed['first'].pk}", "failed", "补查不符。")
    conclude(review_id=again.pk, opinion="更正后较好。", by=year.office, today=DAY, now=NOW)
    assert review_page(review_id=review.pk, by=year.office, as_of=DAY).sums == old.sums, "the old one is kept as it was"


def test_a_chair_who_returns_it_opens_it_again_with_their_words(year):
    review = concluded(year)
    with pytest.raises(Refusals):
        put_name_to(review, year, opinion="return", comments="")
    put_name_to(review, year, opinion="return", comments="第三项说明不够。")
    again = Review.objects.get(number=2)
    review.refresh_from_db()
    assert (review.reopened_reason, again.concluded_at) == ("第三项说明不够。", None)
