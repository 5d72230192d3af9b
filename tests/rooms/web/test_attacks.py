"""Requests that only somebody who means harm sends: refused in words, and nothing is kept of them."""

from __future__ import annotations

import pytest
from django.test import Client

from liangze.conduct.models import Entry, EntryDraft
from liangze.trust.models import AuditEntry
from tests.rooms.web.conftest import House, sign_in


def test_a_nul_in_the_sign_in_form_is_refused_in_words(client: Client, house: House) -> None:
    client.raise_request_exception = False
    for fields in ({"username": "liaison\0", "password": "x"}, {"username": "a\0b", "password": "x"}):
        assert client.post("/accounts/sign-in/", fields).status_code == 400
    assert not AuditEntry.objects.filter(action__endswith="sign_in_failed").exists()


@pytest.mark.parametrize("field", ["title", "note", "topics", "reason-1"])
@pytest.mark.parametrize("do", ["save", "draft", "check"])
def test_a_nul_in_a_record_is_refused_and_nothing_is_kept(client: Client, house: House, field: str, do: str) -> None:
    client.raise_request_exception = False
    sign_in(client, "liaison")
    fields = {"unit": house.bureau.pk, "kind": "meeting", "on": "2026-06-16", "title": "会议", "do": do} | {field: "a\0b"}
    answer = client.post("/entries/new/", fields)
    assert answer.status_code == 400
    assert "刷新" in answer.content.decode()
    assert not Entry.objects.exists()
    assert not EntryDraft.objects.exists()
