"""A bureau whose principal signs, a security administrator, and a paper that waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as installed
from django.test import Client

from liangze.organisation.models import GrantRole
from liangze.web.signatures.readers import READERS
from tests.rooms import factory as f
from tests.rooms.signatures.signing_urls import RECORD
from tests.rooms.trust.signing import laid_out

TODAY = "2026-06-16"


@pytest.fixture(autouse=True)
def _room(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", TODAY)
    monkeypatch.setitem(READERS, RECORD[0], lambda by, number: None)
    settings.ATTACHMENTS = tmp_path
    settings.ROOT_URLCONF = "tests.rooms.signatures.signing_urls"
    own = {**installed.TEMPLATES[0], "DIRS": [*installed.TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}
    settings.TEMPLATES = [own]


@pytest.fixture
def town(db):
    return f.town()


def client(account) -> Client:
    made = Client()
    made.force_login(account)
    return made


@pytest.fixture
def wang(town):
    """The bureau's principal."""
    person = f.person("王某")
    f.appoint(person, town.principal)
    return f.account("wang", (GrantRole.LEADER, town.bureau), who=person)


@pytest.fixture
def principal(wang):
    return client(wang)


@pytest.fixture
def security(town):
    return client(f.account("security", (GrantRole.SECURITY_ADMIN, town.city)))


@pytest.fixture
def paper(db):
    return laid_out(record=RECORD)
