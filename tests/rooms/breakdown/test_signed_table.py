"""The task table signed by the principal: laid out, signed, void once the tasks are changed."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from liangze.breakdown.actions import add_task, change_task, drop_task, issue, lay_out_table, reopen, sign_table
from liangze.breakdown.record import RECORD
from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.organisation.models import Account, GrantRole
from liangze.trust.endorsements import Signer, sheet_of
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f
from tests.rooms.breakdown import given as g

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 16)
WORDS = "steady-river-lamp-7"


@pytest.fixture(autouse=True)
def _pinned(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    settings.ATTACHMENTS = tmp_path


@pytest.fixture
def county():
    return g.county()


def when():
    return {"today": JUNE, "now": f.at(JUNE)}


def head(county):
    """The county's principal, with a signing key."""
    who = f.person("钱某")
    f.appoint(who, county.town.county_principal)
    by = f.acting("书记", (GrantRole.LEADER, county.town.county), today=JUNE, who=who)
    protection = Protection("passphrase", WORDS, WORDS)
    make_key(signer=Signer(by.account_id, by.name), protection=protection, by=by, now=f.at(JUNE) - timedelta(hours=9))
    return by


def put_name(breakdown, by, **changes):
    asked = {"shown": sheet_of((RECORD, breakdown.pk)).digest, "opinion": "agree", "comments": "", "passphrase": WORDS}
    return sign_table(breakdown_id=breakdown.pk, by=by, **(asked | changes), **when())


def test_the_principal_signs_what_was_laid_out_and_a_change_makes_it_void(county):
    breakdown, task = g.accepted(county)
    by = head(county)
    lay_out_table(breakdown_id=breakdown.pk, by=county.office, **when())
    with pytest.raises(NotAllowed):
        put_name(breakdown, county.office)
    with pytest.raises(Refusal):
        put_name(breakdown, by, shown="0" * 64)
    with pytest.raises(Refusal):
        put_name(breakdown, by, opinion="maybe")
    assert put_name(breakdown, by).signed
    sheet = sheet_of((RECORD, breakdown.pk))
    assert [each.seat for each in sheet.signatures] == ["县委书记"]
    change_task(task_id=task.pk, terms=g.terms(county, title="改名"), seen=1, reason="调整。", by=county.office, **when())
    after = sheet_of((RECORD, breakdown.pk))
    assert after.voided_at is not None
    assert after.signatures[0].voided, "it was signed for what is asked no more; it is kept, marked"


def test_a_dropped_task_that_comes_back_makes_the_signed_table_void(county):
    breakdown, task = g.accepted(county, g.terms(county, title="另一项"))
    by = head(county)
    drop_task(task_id=task.pk, reason="并入他项。", by=county.office, **when())
    lay_out_table(breakdown_id=breakdown.pk, by=county.office, **when())
    put_name(breakdown, by)
    breakdown.refresh_from_db()
    read = breakdown.edition
    reopen(task_id=task.pk, reason="恢复。", by=county.office, **when())
    assert sheet_of((RECORD, breakdown.pk)).voided_at is not None
    breakdown.refresh_from_db()
    assert breakdown.edition > read, "whoever issues reads it again"


def test_what_is_not_issued_is_not_laid_out(county):
    breakdown, _ = g.issued(county)
    head(county)
    add_task(breakdown_id=breakdown.pk, terms=g.terms(county), by=county.office, **when())
    with pytest.raises(Conflict, match="Not all tasks"):
        lay_out_table(breakdown_id=breakdown.pk, by=county.office, **when())
    breakdown.refresh_from_db()
    issue(breakdown_id=breakdown.pk, seen=breakdown.edition, by=county.office, **when())
    with pytest.raises(NotAllowed):
        lay_out_table(breakdown_id=breakdown.pk, by=county.discipline, **when())
    assert lay_out_table(breakdown_id=breakdown.pk, by=county.office, **when()).pages >= 1


def test_the_page_of_the_signature(county, django_assert_max_num_queries):
    breakdown, _ = g.issued(county)
    by = head(county)
    office, principal = Client(headers={"accept-language": "zh"}), Client(headers={"accept-language": "zh"})
    office.force_login(Account.objects.get(pk=county.office.account_id))
    principal.force_login(Account.objects.get(pk=by.account_id))
    address = reverse("breakdown-sign", args=[breakdown.pk])
    assert "尚未成稿送签" in principal.get(address).content.decode()
    assert office.post(reverse("breakdown-lay-out", args=[breakdown.pk])).url == address
    assert "等待主要负责人签字" in office.get(address).content.decode()
    with django_assert_max_num_queries(10):
        page = principal.get(address).content.decode()
    digest = page.split('name="shown" value="')[1].split('"')[0]
    form = {"shown": digest, "opinion": "agree_with_comments", "comments": "抓好落实。", "passphrase": "wrong"}
    refused = principal.post(address, form)
    assert refused.status_code in (400, 409, 422)
    assert "抓好落实。" in refused.content.decode(), "what was typed is kept"
    assert principal.post(address, form | {"passphrase": WORDS}).status_code == HTTPStatus.FOUND
    assert "抓好落实。" in office.get(address).content.decode()
