"""Lists that share their words: found for a whole level, shown side by side, decided about; the regulation's items accuse nobody."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from liangze.core.errors import Conflict, NotFound, Refusals
from liangze.lists.actions.copies import compare_level, decide_copy, order_comparison
from liangze.lists.models import Comparison, CopyFinding, ItemSource, ListItem, ListVersion, ResponsibilityList, Stage, Step
from liangze.lists.queries.copies import copies, finding_page
from liangze.lists.queries.version import version_page
from liangze.organisation.models import GrantRole
from liangze.trust.models import AuditEntry
from tests.core.test_likeness import OTHER, OWN
from tests.rooms import factory as f
from tests.rooms.lists.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
YEAR = TODAY.year
RULE = "每半年至少召开一次会议专题听取下级党组织履行全面从严治党主体责任情况的汇报并提出整改要求"


def listed(unit, *texts, days=0, sourced=()):
    """A list of the unit's leadership with items of its own, and some that come from a regulation."""
    made = ResponsibilityList.objects.create(unit=unit, role="leadership", year=YEAR)
    version = ListVersion.objects.create(list=made, number=1, drafted_at=NOW + timedelta(days=days))
    for n, text in enumerate((*texts, *sourced), 1):
        item = ListItem.objects.create(
            version=version, key=f"own-{n}", position=n, title=text, part="main", group="leadership", basis="own"
        )
        if text in sourced:
            duty = f.duty(f.version(f"rules-{made.pk}-{n}"), text)
            ItemSource.objects.create(item=item, duty=duty, clause=duty.clause)
    return version


@pytest.fixture
def town():
    return f.town()


@pytest.fixture
def office(town):
    return f.acting("县委办", (GrantRole.OFFICE, town.county), today=TODAY)


def compared(town, office):
    run = order_comparison(unit_id=town.county.pk, year=YEAR, by=office, now=NOW)
    return compare_level(comparison_id=run.pk, now=NOW)


def test_a_copy_with_the_name_exchanged_is_found_and_nothing_else(town, office):
    first = listed(town.township1, *(text.replace("青岭财政局", "东乡") for text in OWN), sourced=(RULE,))
    second = listed(town.township2, *(text.replace("青岭财政局", "西乡") for text in reversed(OWN)), days=2, sourced=(RULE,))
    listed(town.bureau, *OTHER, days=1, sourced=(RULE,))
    run = compared(town, office)
    (found,) = CopyFinding.objects.all()
    assert (run.state, run.texts, run.found) == ("done", 3, 1)
    assert (found.earlier, found.later, found.share) == (first, second, 100)
    assert AuditEntry.objects.filter(action="lists.comparison.order").exists()


def test_lists_that_share_only_what_regulations_say_accuse_nobody(town, office):
    for unit in (town.township1, town.township2, town.bureau):
        listed(unit, RULE, "对照岗位说明书公开" * 4 if unit == town.bureau else unit.name * 3, sourced=(RULE + "。", OWN[0]))
    f.duty(f.version("whole"), RULE)
    assert compared(town, office).found == 0


def test_side_by_side_the_same_passage_has_the_same_number(town, office, django_assert_max_num_queries):
    listed(town.township1, *OWN)
    listed(town.township2, *OTHER, OWN[1], OWN[0], days=1)
    compared(town, office)
    with django_assert_max_num_queries(6):
        page = finding_page(finding_id=CopyFinding.objects.get().pk, by=office)
    marked = {
        piece.mark: piece.text for item in page.earlier.items for piece in item if piece.mark
    }, {piece.mark: piece.text for item in page.later.items for piece in item if piece.mark}
    assert marked[0] == marked[1]
    assert len(marked[0]) == page.shared == 2
    assert ["".join(piece.text for piece in item) for item in page.earlier.items] == list(OWN)


def test_a_draft_that_was_mended_is_no_finding_any_more_and_the_decision_stays(town, office):
    listed(town.township1, *OWN)
    second = listed(town.township2, *OWN, days=1)
    compared(town, office)
    finding = CopyFinding.objects.get()
    with pytest.raises(Refusals) as refused:
        decide_copy(finding_id=finding.pk, verdict="nonsense", reason=" ", by=office, now=NOW)
    assert [each.field for each in refused.value.refusals] == ["verdict", "reason"]
    decide_copy(finding_id=finding.pk, verdict="copied", reason="逐字相同。", by=office, now=NOW)
    compared(town, office)
    assert copies(unit_id=town.county.pk, year=YEAR, by=office).rows[0].verdict == "copied"
    for item, text in zip(second.items.all(), OTHER, strict=True):
        item.title = text
        item.save()
    compared(town, office)
    assert copies(unit_id=town.county.pk, year=YEAR, by=office).rows == ()
    assert finding_page(finding_id=finding.pk, by=office).gone
    assert finding.decisions.count() == 1


def test_one_comparison_at_a_time_and_only_for_who_reviews(town, office):
    order_comparison(unit_id=town.county.pk, year=YEAR, by=office, now=NOW)
    with pytest.raises(Conflict):
        order_comparison(unit_id=town.county.pk, year=YEAR, by=office, now=NOW)
    liaison = f.acting("联络员", (GrantRole.LIAISON, town.county), today=TODAY)
    with pytest.raises(NotFound):
        copies(unit_id=town.county.pk, year=YEAR, by=liaison)


def test_who_reviews_only_one_of_the_two_does_not_see_the_pair(town, office):
    listed(town.township1, *OWN)
    listed(town.township2, *OWN, days=1)
    compared(town, office)
    west = f.acting("西乡书记", (GrantRole.LEADER, town.township2), today=TODAY)
    with pytest.raises(NotFound):
        finding_page(finding_id=CopyFinding.objects.get().pk, by=west)
    assert copies(unit_id=town.township2.pk, year=YEAR, by=west).rows == ()


def handed_in(version):
    Step.objects.create(version=version, stage=Stage.SUBMITTED, at=NOW)
    return version


def test_a_list_under_review_shows_its_likenesses_and_offers_to_compare_its_level(town, office, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())
    client = Client()
    client.force_login(f.Account.objects.get(pk=office.account_id))
    listed(town.township1, *OWN)
    version = handed_in(listed(town.township2, *OTHER, OWN[1], OWN[0], days=1))
    page = reverse("list-version", args=(version.pk,))
    before = client.get(page).content.decode()
    assert "尚未与其他清单比对" in before
    assert reverse("list-copies-compare", args=(town.county.pk, YEAR)) in before
    compared(town, office)
    finding = CopyFinding.objects.get()
    with django_assert_max_num_queries(7):
        found = version_page(version_id=version.pk, by=office, today=TODAY).likenesses
    (row,) = found.rows
    assert (row.id, row.unit, row.share, row.first, found.total) == (finding.pk, "东乡", finding.share_later, False, 1)
    text = client.get(page).content.decode()
    assert f"自写文字的 {finding.share_later}%；对方起草在先" in text
    assert reverse("list-copy", args=(finding.pk,)) in text


def test_likenesses_are_for_reviewers_while_a_list_is_to_be_reviewed(town, office):
    first = listed(town.township1, *OWN)
    version = handed_in(listed(town.township2, *OWN, days=1))
    compared(town, office)
    liaison = f.acting("西乡联络员", (GrantRole.LIAISON, town.township2), today=TODAY)
    west = f.acting("西乡书记", (GrantRole.LEADER, town.township2), today=TODAY)
    assert version_page(version_id=version.pk, by=liaison, today=TODAY).likenesses is None
    own = version_page(version_id=version.pk, by=west, today=TODAY).likenesses
    assert (own.rows, own.compare_in) == ((), None), "the other unit's list is not theirs to see"
    assert version_page(version_id=first.pk, by=office, today=TODAY).likenesses is None, "a draft is not reviewed yet"


def test_the_pages(town, office, monkeypatch):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY.isoformat())
    client = Client()
    client.force_login(f.Account.objects.get(pk=office.account_id))
    page = reverse("list-copies", args=(town.county.pk, YEAR))
    assert "还没有比对" in client.get(page).content.decode()
    listed(town.township1, *OWN)
    listed(town.township2, *OWN, days=1)
    assert "正在比对" in client.post(reverse("list-copies-compare", args=(town.county.pk, YEAR)), follow=True).content.decode()
    compare_level(comparison_id=Comparison.objects.get().pk, now=NOW)
    text = client.get(page).content.decode()
    assert "100%" in text
    assert "待认定（1）" in text
    pair = reverse("list-copy", args=(CopyFinding.objects.get().pk,))
    assert "雷同 3 处" in client.get(pair).content.decode()
    refused = client.post(f"{pair}decide", {"verdict": "common", "reason": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "请填写理由" in refused.content.decode()
    assert "通用表述" in client.post(f"{pair}decide", {"verdict": "common", "reason": "上级统一口径"}, follow=True).content.decode()
