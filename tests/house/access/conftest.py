"""One town for all cells; every request happens in a savepoint of its own and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.house.access.areas import AREAS
from tests.house.access.people import ANONYMOUS, DAY, PEOPLE, Place, build
from tests.house.access.table import Row

#: What the places of an address point at unless the row says otherwise.
TARGETS = {
    "account_id": "account_liaison_a", "grant_id": "grant_liaison_a", "unit_id": "unit_a", "token_id": "token", "post_id": "post_a_member",
    "person_id": "person_a", "transfer_id": "transfer", "document_id": "document", "clause_id": "clause", "adoption_id": "adoption",
    "obligation_id": "obligation", "entry_id": "entry", "draft_id": "draft",
    "notice_id": "notice", "finding_id": "finding", "letter_id": "letter", "batch_id": "batch",
    "review_id": "review", "breakdown_id": "breakdown", "task_id": "task_going", "progress_id": "progress",
} | {key: name for area in AREAS for key, name in area.TARGETS.items()}


class Town:
    """The town, and how one asks in it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.clients = {ANONYMOUS: Client(raise_request_exception=False)}
        for name in PEOPLE:
            self.clients[name] = Client(raise_request_exception=False)
            self.clients[name].force_login(place.accounts[name])
        self._cookies = {name: client.cookies.output(header="", sep=";") for name, client in self.clients.items()}

    def client(self, name: str) -> Client:
        """The person's browser as it was after signing in, whatever answers did to its cookies since."""
        client = self.clients[name]
        client.cookies = SimpleCookie(self._cookies[name])
        return client

    def filled(self, value: Any) -> Any:
        """The value with {names} replaced by what they stand for; a lone {name} keeps its type."""
        if isinstance(value, dict):
            return {key: self.filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if not isinstance(value, str) or "{" not in value:
            return value
        name = value.removeprefix("{").removesuffix("}")
        return self.place.targets[name] if name in self.place.targets else value.format(**self.place.targets)

    def address(self, row: Row, parameters: list[str]) -> str:
        """The address of the row, pointed at its target."""
        named = {key: self.filled(value) for key, value in row.with_.items()}
        for key in parameters:
            named.setdefault(key, self.place.targets.get(TARGETS.get(key, key)))
        return reverse(row.url, kwargs={key: named[key] for key in parameters})

    @contextmanager
    def undone(self) -> Iterator[CaptureQueriesContext]:
        """Whatever happens inside is undone; gives the statements."""
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            yield asked
            transaction.set_rollback(True)

    def ask(self, row: Row, address: str, client: Client) -> HttpResponse:
        """Send the row's request."""
        query, send = self.filled(row.query), self.filled(row.send)
        if row.method == "GET":
            return client.get(address, query)
        if row.url.startswith("api"):
            return client.generic(row.method, address, **self.body(client, send), query_params=query)
        return client.post(address, send, query_params=query)

    @staticmethod
    def body(client: Client, send: dict[str, Any]) -> dict[str, Any]:
        import json

        return {"data": json.dumps(send), "content_type": "application/json"}


@pytest.fixture(scope="package")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database for the whole folder at once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIANGZE_TODAY", DAY.isoformat())
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(scope="package")
def town(db: None) -> Town:
    """Built once."""
    return Town(build())
