"""A bureau that owes something, and programs that ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client

from liangze.core.words import ActKind, Role
from liangze.duties.models import Obligation
from liangze.organisation.actions.tokens import make_token
from liangze.organisation.models import Account, GrantRole
from liangze.organisation.policy import acting_for
from liangze.trust.clock import now, today
from tests.rooms import factory as f


@dataclass(frozen=True)
class House:
    """The town, a liaison of the bureau with a token, and what the bureau owes this year: a meeting each quarter."""

    town: f.Town
    liaison: Account
    secret: str
    owed: list[Obligation]


@pytest.fixture(autouse=True)
def _midsummer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")


@pytest.fixture
def house(db) -> House:
    town = f.town()
    liaison = f.account("liaison", (GrantRole.LIAISON, town.bureau))
    by = acting_for(liaison, today=today())
    _, secret = make_token(name="月报脚本", days=30, by=by, now=now())
    version = f.version(title="甲县实施办法", number="甲委发〔2016〕1号")
    duty = f.duty(version, "meeting", role=Role.LEADERSHIP, kind=ActKind.MEETING, topics=("clean-government",))
    f.adopt(version, town.county)
    return House(town, liaison, secret, f.owe(duty, town.leadership, year=2026))


@pytest.fixture
def program(house: House) -> Client:
    """Sends the liaison's token."""
    return Client(headers={"Authorization": f"Bearer {house.secret}"}, raise_request_exception=False)


def a_meeting(house: House, on: date | None = None) -> dict[str, object]:
    """A record as a program sends it."""
    town = house.town
    return {
        "unit_id": town.bureau.pk, "kind": "meeting", "on": str(on or today() - timedelta(days=1)), "holder_id": town.leadership.pk,
        "title": "专题会议", "topics": ["clean-government"],
    }
