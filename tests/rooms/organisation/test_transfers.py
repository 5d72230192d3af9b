"""Imports as records: at once or by a job, with what was found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import connect

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.words import Level
from liangze.organisation.actions import transfers
from liangze.organisation.actions.at_work import LOCK
from liangze.organisation.actions.importing import stage
from liangze.organisation.models import Account, GrantRole, Transfer, Unit
from liangze.organisation.policy import Acting
from liangze.organisation.queries import transfer_of
from tests.rooms import factory
from tests.rooms.organisation.workbooks import small, written

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def office() -> Acting:
    city = factory.unit("C", "云川市", level=Level.CITY)
    return factory.acting("office", (GrantRole.OFFICE, city), today=date(2026, 6, 1))


def test_a_small_workbook_is_worked_off_at_once(office: Acting) -> None:
    transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
    assert (transfer.state, transfer.progress, transfer.found, transfer.content) == ("done", 100, 0, None)
    assert transfer.counts["units"] == {"new": 3, "changed": 1, "same": 0}
    assert transfer.ended_at == NOW
    assert Unit.objects.count() == 4


def test_a_large_one_is_worked_off_by_a_job_with_the_rights_of_its_author(office: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "AT_ONCE", 10)
    transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
    assert transfer.state == "waiting"
    job = ProcrastinateJob.objects.get(task_name="organisation.work_off")
    assert job.args == {"transfer_id": transfer.pk}
    transfers.work_off_transfer(transfer_id=transfer.pk, now=NOW)
    transfer.refresh_from_db()
    assert transfer.state == "done"
    transfers.work_off_transfer(transfer_id=transfer.pk, now=NOW)  # the same job again does nothing
    assert Transfer.objects.get().counts == transfer.counts


def test_progress_is_written_while_rows_are_read(office: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "BATCH", 2)
    seen: list[tuple[str, int]] = []
    kept = transfers.import_workbook

    def watched(**named: Any) -> object:
        tell = named.pop("on_progress")

        def on_progress(step: str, share: int) -> None:
            tell(step, share)
            seen.append(Transfer.objects.values_list("state", "progress").get())

        return kept(**named, on_progress=on_progress)

    monkeypatch.setattr(transfers, "import_workbook", watched)
    transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
    states = [state for state, _ in seen]
    assert states == sorted(states, key=["reading", "checking", "storing"].index)
    assert [share for _, share in seen] == sorted(share for _, share in seen)
    assert len({share for state, share in seen if state == "reading"}) > 3


def test_findings_are_kept_in_the_order_of_the_workbook(office: Acting) -> None:
    rows = small()
    rows["任职"].append(["9", "C-B", "P", None, None])
    rows["单位"].append(["X", "", "C", "部门", "市级", None, None, 1, "x", None])
    transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(rows).getvalue(), now=NOW)
    assert (transfer.state, transfer.found, Unit.objects.count()) == ("refused", 4, 1)
    assert [(f["sheet"], f["row"]) for f in transfer.findings] == [("单位", 6), ("单位", 6), ("任职", 4), ("任职", 4)]


def test_what_is_no_workbook_is_refused_before_anything_is_kept(office: Acting) -> None:
    with pytest.raises(Refusal):
        transfers.receive_workbook(by=office, name="x.xlsx", content=b"x", now=NOW)
    assert not Transfer.objects.exists()


def test_a_broken_import_says_so_and_stores_nothing(office: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(transfers, "import_workbook", broken)
    transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
    assert (transfer.state, transfer.findings[0]["remedy"][:9]) == ("failed", "Try again")


def test_the_same_workbook_again_says_that_nothing_changed(office: Acting) -> None:
    client = Client(headers={"accept-language": "zh"})
    client.force_login(Account.objects.get(pk=office.account_id))
    for again in (False, True):
        transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
        assert transfer.state == "done"
        assert ("没有变化" in client.get(reverse("transfer-detail", args=[transfer.pk])).content.decode()) is again


def interrupted(office: Acting) -> Transfer:
    """As a killed worker leaves it."""
    return Transfer.objects.create(
        name="机构.xlsx", content=written(small()).getvalue(), digest="0" * 64, by_id=office.account_id, state="checking", progress=60
    )


def test_an_interrupted_import_is_seen_and_begun_anew(office: Acting) -> None:
    client = Client(headers={"accept-language": "zh"})
    client.force_login(Account.objects.get(pk=office.account_id))
    transfer = interrupted(office)
    page = client.get(reverse("transfer-detail", args=[transfer.pk])).content.decode()
    assert "已中断" in page
    assert 'hx-trigger="every 2s"' not in page
    client.post(reverse("transfer-retry", args=[transfer.pk]))
    transfer.refresh_from_db()
    assert (transfer.state, Unit.objects.count()) == ("done", 4)
    with pytest.raises(Conflict):
        transfers.retry_transfer(transfer_id=transfer.pk, by=office, now=NOW)


def test_one_that_somebody_works_on_is_left_alone(office: Acting) -> None:
    transfer = interrupted(office)
    with connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, transfer.pk])
        assert transfer_of(by=office, transfer_id=transfer.pk).state == "checking"
        with pytest.raises(Conflict):
            transfers.retry_transfer(transfer_id=transfer.pk, by=office, now=NOW)
        other.execute("SELECT pg_advisory_unlock_all()")  # closing a connection frees its locks, but only after a moment
    assert transfer_of(by=office, transfer_id=transfer.pk).state == "stalled"


def test_only_ones_own_imports_are_seen(office: Acting) -> None:
    transfer = transfers.receive_workbook(by=office, name="机构.xlsx", content=written(small()).getvalue(), now=NOW)
    other = factory.acting("other", (GrantRole.OFFICE, Unit.objects.get(code="C")), today=date(2026, 6, 1))
    with pytest.raises(NotFound):
        transfer_of(by=other, transfer_id=transfer.pk)
