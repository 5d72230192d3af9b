"""The page of the system administrator: how the installation is, and the order to plan a year."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from liangze.duties.models import PlanRun
from liangze.organisation.models import GrantRole
from liangze.trust.models import AuditEntry
from liangze.trust.queries.installation import installation
from tests.rooms import factory as f
from tests.rooms.web.conftest import House


@pytest.fixture
def admin(house: House) -> Client:
    client = Client()
    client.force_login(f.account("system", (GrantRole.SYSTEM_ADMIN, house.city)))
    return client


def test_the_installation_as_it_is(db) -> None:
    state = installation()
    assert int(state.database.split(".")[0]) >= 15
    assert state.size > 1_000_000
    assert state.missing == ()
    assert (state.waiting, state.failed, state.block, state.worker_seen) == (0, 0, None, None)


def test_a_missing_change_of_the_tables_is_named(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'trust' AND name = '0002_append_only'")
    assert installation().missing == ("trust.0002_append_only",)


def test_the_page_in_few_statements(admin: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        answer = admin.get("/system/")
    assert answer.status_code == 200


def test_a_plan_is_ordered_once_audited_and_left_to_the_worker(admin: Client) -> None:
    assert admin.post("/system/plan/", {"year": "2026"}).status_code == 302
    (run,) = PlanRun.objects.all()
    assert (run.year, run.state, run.by.username) == (2026, "waiting", "system")
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.after, entry.account_id) == ("duties.plan.order", {"year": 2026}, run.by_id)
    assert installation().waiting == 1
    again = admin.post("/system/plan/", {"year": "2026"})
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["year"]
    assert PlanRun.objects.count() == 1


@pytest.mark.parametrize("year", ["", "1999", "2101", "nineteen", "99999999999999999999"])
def test_a_year_that_is_none_is_refused_beside_its_field(admin: Client, year: str) -> None:
    answer = admin.post("/system/plan/", {"year": year})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["year"]
    assert not PlanRun.objects.exists()


def test_the_runs_alone_for_who_waits(admin: Client) -> None:
    PlanRun.objects.create(year=2026, state="running", progress=40)
    answer = admin.get("/system/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert "40%" in answer
    assert "every 3s" in answer
    PlanRun.objects.update(state="done", progress=100)
    assert "every 3s" not in admin.get("/system/", headers={"HX-Request": "true"}).content.decode()
