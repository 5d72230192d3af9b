"""The pages of the year-end review: with and without htmx, with an error, as a paper."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from liangze.organisation.models import Account
from tests.rooms.review.conftest import items, opened, settle, settle_all

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def test_a_decision_goes_back_to_its_item_or_answers_with_the_item_alone(year):
    review = opened(year)
    first, second = f"o{year.owed['first'].pk}", f"o{year.owed['second'].pk}"
    client, address = browser(year.second), reverse("review-decide", args=(review.pk,))
    answer = client.post(address, {"item": first, "verdict": "passed", "opinion": "", "seen": "0", "show": "undecided"})
    assert answer.url == f"/review/{review.pk}/?show=undecided#item-{first}"
    answer = client.post(address, {"item": second, "verdict": "failed", "opinion": "没有签名。", "seen": "0"}, headers=HTMX)
    page = answer.content.decode()
    assert page.lstrip().startswith(f'<li class="lz-review__item" id="item-{second}"')
    assert "没有签名。" in page
    assert 'hx-swap-oob="true"' in page, "the sums beside it follow"


def test_what_was_typed_is_kept_when_somebody_else_decided_first(year):
    review, key = opened(year), f"o{year.owed['first'].pk}"
    settle(review, year.office, key, "passed", "")
    asked = {"item": key, "verdict": "failed", "opinion": "纪要没有签名。", "seen": "0"}
    for headers, status in (({}, 409), (HTMX, 200)):
        answer = browser(year.second).post(reverse("review-decide", args=(review.pk,)), asked, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == status
        assert 'value="纪要没有签名。"' in page
        assert "县委办" in page
        assert f'name="seen" value="{items(review, year.office)[key].seen}"' in page, "the next attempt knows what is decided"


def test_concluding_too_early_says_how_many_are_missing_and_leads_to_them(year):
    review = opened(year)
    client = browser(year.office)
    page = client.post(reverse("review-conclude", args=(review.pk,)), {"opinion": "总体较好。"})
    assert page.status_code == 409
    assert f"/review/{review.pk}/?show=undecided" in page.content.decode()
    assert "总体较好。" in page.content.decode()
    shown = client.get(reverse("review", args=(review.pk,)), {"show": "undecided"}).context["page"]
    assert shown.shown == 8
    settle_all(review, year.second)
    assert client.post(reverse("review-conclude", args=(review.pk,)), {"opinion": "总体较好。"}).status_code == 302
    for form in ("pdf", "docx", "xlsx"):
        assert client.get(reverse("review-export", args=(review.pk, form))).status_code == 200
    listed = client.get(reverse("reviews"), {"year": 2026}).context["page"]
    assert {line.unit: line.stage for line in listed.lines}["甲局"] == "concluded"


def test_a_page_takes_the_same_number_of_statements_however_much_is_decided(year, django_assert_max_num_queries):
    review = opened(year)
    client, address = browser(year.second), reverse("review", args=(review.pk,))
    client.get(address)
    for _ in range(2):
        with django_assert_max_num_queries(11):  # one of them the session's, which the matrix does not count
            assert client.get(address).status_code == 200
        settle_all(review, year.second)
