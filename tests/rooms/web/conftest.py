"""One bureau with people who sign in the way people do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from liangze.core.words import UnitKind
from liangze.organisation.models import Account, GrantRole, Unit
from tests.rooms import factory as f

PASSWORD = "willow-lantern-42"


@dataclass(frozen=True)
class House:
    """A city with a bureau; a liaison of the bureau, a security administrator, and somebody without a grant."""

    city: Unit
    bureau: Unit
    liaison: Account
    security: Account
    nobody: Account


def with_password(account: Account) -> Account:
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def house(db) -> House:
    city = f.unit("C", "云川市")
    bureau = f.unit("C01B1", "甲局", parent=city, kind=UnitKind.DEPARTMENT)
    liaison = with_password(f.account("liaison", (GrantRole.LIAISON, bureau)))
    security = with_password(f.account("security", (GrantRole.SECURITY_ADMIN, city)))
    return House(city, bureau, liaison, security, with_password(f.account("nobody")))


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    """Fill in the form and send it."""
    return client.post("/accounts/sign-in/", {"username": username, "password": password, **more})
