"""The pages over the figures: at most ten statements, the right status for bad input, fragments for htmx, both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liangze.core.words import Every, Role
from liangze.duties.counters import place_units, rebuild_counters
from liangze.organisation.models import Account, GrantRole
from tests.rooms import factory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")


@pytest.fixture
def town() -> factory.Town:
    town = factory.town()
    rules = factory.version("city-rules", number="云委办〔2026〕3号")
    duties = [factory.duty(rules, key, every=Every.QUARTER, topics=(key,), label=key) for key in ("special", "hear", "analysis")]
    for seat in (town.county_leadership, town.leadership, town.township1_leadership, factory.seat(town.city, Role.LEADERSHIP)):
        for duty in duties:
            factory.owe(duty, seat, year=2026)
    place_units()
    rebuild_counters()
    return town


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(town: factory.Town) -> Client:
    who = factory.person("王某")
    factory.appoint(who, factory.seat(town.city, Role.PRINCIPAL))
    return signed_in(factory.account("office", (GrantRole.OFFICE, town.city), (GrantRole.DISCIPLINE, town.city), who=who))


def test_no_page_needs_more_than_ten_statements(office: Client, town: factory.Town) -> None:
    """The dearest account there is: office and discipline organ at once, with a person and seats."""
    city = town.city.pk
    for path in ("/", f"/overview/{city}/", f"/overview/{city}/why/?state=overdue", f"/overview/{city}/calendar/", "/search/?q=甲"):
        office.get(path)
        with CaptureQueriesContext(connection) as statements:
            answer = office.get(path)
        assert answer.status_code == 200, path
        assert len(statements) <= 10, (path, [one["sql"][:120] for one in statements])


def test_figures_stand_in_the_html_and_open_to_their_clauses(office: Client, town: factory.Town) -> None:
    page = office.get(f"/overview/{town.city.pk}/").content.decode()
    assert "48" in page  # 4 seats × 3 duties × 4 quarters
    assert f"/overview/{town.county.pk}/why/?state=overdue" in page
    answer = office.get(f"/overview/{town.county.pk}/why/?state=overdue").content.decode()
    assert "云委办〔2026〕3号" in answer
    assert "9" in answer  # the first quarter of three seats
    assert "<html" in answer


def test_htmx_gets_the_answer_alone(office: Client, town: factory.Town) -> None:
    answer = office.get(f"/overview/{town.county.pk}/why/?state=overdue", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "为什么是 9 项" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["on=2026-02-30", "on=yesterday", "on=9999-12-31", "regulation=x", "kind=dance", "sort=luck", "regulation=" + "9" * 30]
)
def test_a_wrong_address_is_refused_in_words(office: Client, town: factory.Town, query: str) -> None:
    answer = office.get(f"/overview/{town.city.pk}/?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.content.decode()
    assert "不能这样办理" in answer.content.decode()


@pytest.mark.parametrize("path", ["calendar/?month=2026-13", "calendar/?month=x", "why/?state=happy"])
def test_wrong_words_further_down_are_refused_too(office: Client, town: factory.Town, path: str) -> None:
    assert office.get(f"/overview/{town.city.pk}/{path}").status_code == 400


def test_what_one_may_not_see_is_not_there(town: factory.Town) -> None:
    stranger = signed_in(factory.account("leader", (GrantRole.LEADER, town.township1)))
    for path in ("", "why/?state=overdue", "calendar/"):
        assert stranger.get(f"/overview/{town.township2.pk}/{path}").status_code == 404
    assert stranger.get("/overview/").headers["Location"] == f"/overview/{town.township1.pk}/"


def test_the_security_administrator_has_no_overview(town: factory.Town) -> None:
    answer = signed_in(factory.account("keys", (GrantRole.SECURITY_ADMIN, town.city))).get("/overview/")
    assert answer.status_code == 403
    assert "查看履责总览" in answer.content.decode()


def test_my_work_offers_one_record_for_what_falls_due_together(town: factory.Town) -> None:
    page = signed_in(factory.account("liaison", (GrantRole.LIAISON, town.bureau))).get("/").content.decode()
    assert "一次登记，多处计入" in page
    assert page.count("lz-once__item") == 3
    assert "逾期" in page


def test_signing_in_comes_first_and_leads_back(town: factory.Town) -> None:
    answer = Client().get(f"/overview/{town.city.pk}/?kind=meeting")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/sign-in/?next=/overview/{town.city.pk}/%3Fkind%3Dmeeting"


def test_every_answer_carries_the_policy(office: Client) -> None:
    for path in ("/", "/nowhere/", "/search/?q=x"):
        policy = office.get(path).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_chinese_unless_chosen_otherwise(office: Client) -> None:
    assert "我的事项" in office.get("/", headers={"Accept-Language": "en"}).content.decode()
    answer = office.post("/language/", {"language": "en", "next": "/search/"})
    assert answer.headers["Location"] == "/search/"
    assert "My work" in office.get("/").content.decode()
    assert Account.objects.get(username="office").language == "en"
    assert office.post("/language/", {"language": "en", "next": "https://elsewhere.example/"}).headers["Location"] == "/"
    assert office.post("/language/", {"language": "tlh"}).status_code == 400


def test_search_finds_what_may_be_seen(town: factory.Town) -> None:
    stranger = signed_in(factory.account("leader", (GrantRole.LEADER, town.township1)))
    assert "东乡" in stranger.get("/search/?q=乡").content.decode()
    assert "西乡" not in stranger.get("/search/?q=乡").content.decode()
    assert stranger.get("/search/?q=%00").status_code == 400


def test_the_day_can_be_pinned(office: Client) -> None:
    assert date(2026, 6, 16).strftime("%-m月%-d日") in office.get("/").content.decode()
