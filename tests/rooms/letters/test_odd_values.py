"""Letters as somebody meets them who means no good: odd values in addresses and forms."""

from __future__ import annotations

import pytest
from django.test import Client

from liangze.letters.models import Batch, Letter
from liangze.organisation.models import Account
from tests.rooms.letters.conftest import Place, issued

pytestmark = pytest.mark.django_db
ODD = ("-1", "0", "99999", "99999999999999999", "1e9", "\x00", "'", "<b>", "9" * 400, "=1+1")


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_in_an_address_or_a_form_are_answered_in_words(place: Place, monkeypatch, odd: str) -> None:
    """地址和表单里填什么怪值，都有回答，不出内部错误，也不多出一份责任书。"""
    monkeypatch.setenv("LIANGZE_TODAY", "2026-02-10")
    letter = issued(place)
    client = Client()
    client.force_login(Account.objects.get(pk=place.office.account_id))
    one = place.town.county.pk
    for name in ("year", "side", "unit", "stage", "q", "page", "kind", "level", "below", "order", "preamble", "units"):
        for address in ("/letters/", "/letters/new/", "/letters/progress/"):
            assert client.get(address, {"unit": one} | {name: odd}).status_code in {200, 400, 403, 404}, (address, name)
    fields = ("year", "kind", "order", "units", "preamble", "reason", "shown", "opinion", "comments", "passphrase", "letter")
    sent = dict.fromkeys(fields, odd)
    assert client.post("/letters/new/", {"unit": one} | sent).status_code in {302, 400, 404, 422}
    assert client.post("/letters/progress/remind/", {"unit": one} | sent).status_code in {302, 400, 403, 404}
    for verb in ("sign", "again"):
        assert client.post(f"/letters/{letter.pk}/{verb}/", sent).status_code in {302, 400, 403, 404, 409, 422}
    assert Letter.objects.filter(ended_at=None).count() == 1
    assert Batch.objects.count() == 1
