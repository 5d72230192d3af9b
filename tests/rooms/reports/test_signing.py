"""The principal signs: required on the own yearly report, possible on others; a changed text makes the signature void."""

from __future__ import annotations

import pytest

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.reports.actions import lay_out, save, sign
from liangze.reports.models import Report
from liangze.reports.record import RECORD
from liangze.trust.endorsements import sheet_of
from tests.rooms.reports.conftest import DAY, NOW, PASSPHRASE, Place, hand_in, key_for, newest, text_of, written

pytestmark = pytest.mark.django_db


def laid_out(place: Place, *names: str) -> Report:
    report = written(place, *names)
    lay_out(report_id=report.pk, edition=newest(report).edition, by=place.liaison, today=DAY, now=NOW)
    return report


def signed(report: Report, by, opinion: str = "agree", comments: str = ""):
    sheet = sheet_of((RECORD, report.pk))
    return sign(
        report_id=report.pk, shown=sheet.digest if sheet else "", opinion=opinion, comments=comments, passphrase=PASSPHRASE, by=by, now=NOW
    )


def test_the_principals_own_yearly_report_is_not_submitted_without_the_signature(place):
    report = written(place, "first")
    with pytest.raises(Refusal, match="has not signed this text"):
        hand_in(report, place.liaison)
    lay_out(report_id=report.pk, edition=newest(report).edition, by=place.liaison, today=DAY, now=NOW)
    key_for(place.head)
    assert signed(report, place.head).signed
    hand_in(report, place.liaison)
    assert newest(report).submitted_on == DAY


def test_only_the_principal_signs(place):
    report = laid_out(place, "first")
    with pytest.raises(NotAllowed, match="signed by the principal: 东乡东乡书记"):
        signed(report, place.member)


def test_a_changed_text_makes_the_signature_void(place):
    report = laid_out(place, "annual")
    key_for(place.head)
    signed(report, place.head)
    save(report_id=report.pk, text=text_of(report, {"next": "再加一句。"}), edition=newest(report).edition, by=place.liaison, now=NOW)
    assert sheet_of((RECORD, report.pk)).voided_at == NOW
    with pytest.raises(Refusal, match="has not signed this text"):
        hand_in(report, place.liaison)


def test_given_back_instead_of_signed_the_writer_goes_on(place):
    report = laid_out(place, "annual")
    signed(report, place.head, "return", "第三部分再具体些。")
    sheet = sheet_of((RECORD, report.pk))
    assert (sheet.voided_at, sheet.void_reason) == (NOW, "第三部分再具体些。")
    with pytest.raises(Conflict, match="not waiting for its signature"):
        signed(report, place.head)


def test_a_figure_without_its_reason_is_not_laid_out(place):
    report = written(place, "annual")
    text = {each["key"]: each["text"] for each in newest(report).sections}
    changed = {"ledger": text["ledger"].replace("应办履责事项4项", "应办履责事项9项")}
    save(report_id=report.pk, text=text_of(report, changed), edition=newest(report).edition, by=place.liaison, now=NOW)
    with pytest.raises(Refusal, match="changed by hand from 4 to 9"):
        lay_out(report_id=report.pk, edition=newest(report).edition, by=place.liaison, today=DAY, now=NOW)
