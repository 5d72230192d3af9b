"""The pages of hearings: what is typed is kept, voting works without a script, nothing is told before the end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from liangze.hearings.actions import ask_closing, cast, close_ballot
from liangze.organisation.models import Account
from tests.rooms.hearings.conftest import DAY, NOW, Given, ballot, opened, planned, report, reporter, terms

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


def browser(who) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=who.account_id))
    return client


def test_a_plan_that_is_refused_keeps_what_was_typed(given: Given) -> None:
    asked = terms(given)
    sent = {
        "unit": asked.unit_id, "holder": asked.holder_id, "title": "", "held_on": "2026-03-20", "place": "一会议室", "agenda": "议程",
        "topics": ["duty-and-integrity"], "reporters": list(asked.reporters), "minimum": "2", "threshold": "70", "do": "plan",
    }
    answer = browser(given.office).post(reverse("hearing-new"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="一会议室"' in page
    assert 'href="#f-title"' in page
    assert 'href="#f-minimum"' in page
    assert "每年听取述责述廉" in page, "what it will count for stands beside it"
    answer = browser(given.office).post(reverse("hearing-new"), sent | {"title": "述责述廉会议", "minimum": "5"})
    assert answer.status_code == 302


def test_a_question_that_is_refused_keeps_what_was_typed(given: Given) -> None:
    hearing = planned(given)
    sent = {"reporter": reporter(hearing).pk, "asked_by": "县纪委委员", "text": "为什么？", "answer": "", "promised_for": ""}
    answer = browser(given.office).post(reverse("hearing-do", args=(hearing.pk, "ask")), sent)
    assert answer.status_code == 422
    assert "为什么？" in answer.content.decode()


def test_the_record_leaves_as_pdf_and_word(given: Given) -> None:
    hearing = planned(given)
    report(given, hearing)
    for form, beginning in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert browser(given.bureau).get(reverse("hearing-export", args=(hearing.pk, form))).content.startswith(beginning)


def test_codes_are_on_the_page_of_slips_and_on_no_other(given: Given) -> None:
    made = ballot(given)
    client = browser(given.office)
    answer = client.post(reverse("ballot-slips", args=(made.pk,)), {"number": "6"})
    tokens = [token for token, _code in answer.context["slips"]]
    assert len(tokens) == 6
    assert answer.headers["Cache-Control"] == "no-store"
    assert all(token in answer.content.decode() for token in tokens)
    for url in (reverse("ballot", args=(made.pk,)), reverse("hearing", args=(made.hearing_id,))):
        page = client.get(url).content.decode()
        assert not any(token in page for token in tokens)
    assert client.post(reverse("ballot-slips", args=(made.pk,)), {"number": "6"}).status_code == 409


def test_one_votes_without_a_script_in_four_steps_and_a_second_time_it_says_that_the_slip_is_used(given: Given) -> None:
    _made, tokens = opened(given)
    phone, url = Client(), reverse("vote")
    assert "csrftoken" not in phone.get(url).cookies
    sent = {"token": tokens[0].lower(), "q1": "excellent", "q2": "-"}
    filled = phone.post(url, sent | {"do": "open"}, headers=HERE).content.decode()
    assert filled.count("<fieldset") == 3
    checked = phone.post(url, sent | {"do": "check"}, headers=HERE).content.decode()
    assert checked.count("弃权") == 2, "what is left open and what is left blank"
    again = phone.post(url, sent | {"do": "change"}, headers=HERE).content.decode()
    assert 'value="excellent" checked' in again
    assert "投票成功" in phone.post(url, sent | {"do": "cast"}, headers=HERE).content.decode()
    answer = phone.post(url, sent | {"do": "cast"}, headers=HERE)
    assert answer.status_code == 409
    assert "测评券已使用" in answer.content.decode()
    assert "优秀" not in answer.content.decode()
    assert not phone.cookies


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_vote_from_another_place_is_refused(given: Given, headers: dict[str, str]) -> None:
    _made, tokens = opened(given)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("vote"), {"token": tokens[0], "do": "cast"}, headers=headers)
    assert answer.status_code == 403
    for good in (HERE, {"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://testserver/hearings/vote/"}):
        assert strict.post(reverse("vote"), {"token": tokens[0], "do": "open"}, headers=good).status_code == 200


def test_figures_are_told_after_closing_only(given: Given) -> None:
    made, tokens = opened(given)
    client = browser(given.assessor)
    for token in tokens:
        cast(token=token, answers={"1": "excellent", "2": "competent", "3": "satisfied"})
    assert "优秀和称职率" not in client.get(reverse("ballot", args=(made.pk,))).content.decode()
    for name in ("ballot-list", "ballot-projector"):
        assert client.get(reverse(name, args=(made.pk,))).status_code == 404
    ask_closing(ballot_id=made.pk, by=given.office, now=NOW)
    close_ballot(ballot_id=made.pk, by=given.second, today=DAY, now=NOW)
    for name in ("ballot", "ballot-projector"):
        assert "100.0%" in client.get(reverse(name, args=(made.pk,))).content.decode()
    lines = client.get(reverse("ballot-list", args=(made.pk,))).content.decode().splitlines()
    assert lines == ["1=excellent 2=competent 3=satisfied"] * 8


def test_a_page_takes_the_same_number_of_statements_however_much_is_said(given: Given, django_assert_max_num_queries) -> None:
    hearing = planned(given)
    client, url = browser(given.office), reverse("hearing", args=(hearing.pk,))
    client.get(url)
    for place in (1, 2):
        report(given, hearing, place)
        ballot(given, hearing)
        with django_assert_max_num_queries(11):
            assert client.get(url).status_code == 200
