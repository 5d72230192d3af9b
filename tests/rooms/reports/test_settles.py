"""Form × pack: what each report settles under the real regulations, and what waits for acceptance."""

from __future__ import annotations

from datetime import date

import pytest

from liangze.organisation.policy import Acting
from liangze.reports.actions import accept, begin, lay_out, save, sign
from liangze.reports.models import Report
from liangze.reports.record import RECORD
from liangze.trust.endorsements import Signer, sheet_of
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f
from tests.rooms.reports.conftest import COMMITTEE, DISCIPLINE, WORDS, hand_in, newest, text_of
from tests.rooms.settling import Ground, counts_for, grounds, settled_by, waits_for

pytestmark = pytest.mark.django_db
ground = grounds()

JANUARY, JUNE, DECEMBER = date(2016, 1, 20), date(2016, 6, 20), date(2016, 12, 10)
#: What the report begins from, whose it is, the day; what it settles at once, what waits for acceptance.
ROWS = (
    (
        "huzhou:annual-report-committee", "works/leadership", JANUARY, {"commentary:annual-report-committee"},
        {"huzhou:annual-report-committee"},
    ),
    (
        "huzhou:annual-report-principal", "works/principal", JANUARY, {"commentary:annual-report-principal"},
        {"huzhou:annual-report-principal"},
    ),
    (
        "huzhou:annual-report-committee", "bureau/leadership", JANUARY, {"commentary:annual-report-committee"},
        {"huzhou:annual-report-committee", "guangxi:annual-report-group"},
    ),
    ("guangxi:annual-report-discipline", "bureau/discipline", JANUARY, set(), {"guangxi:annual-report-discipline"}),
    ("guangxi:principal-account-report", "bureau/principal", DECEMBER, {"guangxi:principal-account-report"}, set()),
    ("huzhou:member-yearly-report", "bureau/member-1", DECEMBER, {"huzhou:member-yearly-report"}, set()),
    ("hualong:supervision-report-each-month", "bureau/discipline", JANUARY, {"hualong:supervision-report-each-month"}, set()),
    ("hualong:township-report-each-quarter", "township-1/leadership", JUNE, {"hualong:township-report-each-quarter"}, set()),
    ("hualong:department-report-each-half-year", "works/leadership", JUNE, {"hualong:department-report-each-half-year"}, set()),
)


def report_on(ground: Ground, duty: str, holder: str, day: date) -> Report:
    """Begun from what is owed on that day, with a few words, signed where it is the principal's own of the year, and handed in."""
    by, now = ground.liaison(holder.partition("/")[0]), f.at(day)
    rows = [row for row in ground.owed(duty, holder=holder) if row.opens <= day]
    report = begin(obligation_ids=[rows[-1].pk], by=by, today=day, now=now)
    save(report_id=report.pk, text=text_of(report, {"overall": WORDS}), edition=1, by=by, now=now)
    if report.signs:
        signed(report, by, ground.leader(holder), day)
    hand_in(report, by, day)
    return report


def signed(report: Report, writer: Acting, head: Acting, day: date) -> None:
    now, words = f.at(day), "three willows by the river"
    lay_out(report_id=report.pk, edition=newest(report).edition, by=writer, today=day, now=now)
    signer = Signer(head.account_id or 0, head.name)
    make_key(signer=signer, protection=Protection("passphrase", words, words), by=head, now=now)
    sheet = sheet_of((RECORD, report.pk))
    shown = sheet.digest if sheet else ""
    sign(report_id=report.pk, shown=shown, opinion="agree", comments="", passphrase=words, by=head, now=now)


@pytest.fixture(autouse=True)
def then(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("LIANGZE_TODAY", "2016-12-31")
    settings.ATTACHMENTS = tmp_path


@pytest.mark.parametrize(("duty", "holder", "day", "settles", "waits"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_one_report_under_the_five_documents(ground, duty, holder, day, settles, waits):
    report = report_on(ground, duty, holder, day)
    source = (RECORD, report.pk)
    assert settled_by(source) == settles
    assert waits_for(source) == waits
    assert counts_for(source) == settles | waits


def test_the_double_report_settles_all_it_meets_once_the_discipline_organ_above_has_accepted_it(ground):
    report = report_on(ground, "huzhou:annual-report-committee", "bureau/leadership", JANUARY)
    now = f.at(JANUARY)
    accept(report_id=report.pk, to=COMMITTEE, by=ground.office("county"), now=now)
    assert waits_for((RECORD, report.pk)) == {"huzhou:annual-report-committee", "guangxi:annual-report-group"}
    accept(report_id=report.pk, to=DISCIPLINE, by=ground.discipline("county"), now=now)
    assert settled_by((RECORD, report.pk)) == {
        "huzhou:annual-report-committee", "guangxi:annual-report-group", "commentary:annual-report-committee",
    }


def test_a_report_goes_to_everybody_whom_one_of_its_clauses_names(ground):
    """The discipline group of the bureau reports up and to its own committee: one text, two addressees."""
    report = report_on(ground, "guangxi:annual-report-discipline", "bureau/discipline", JANUARY)
    assert report.to == [DISCIPLINE, "own_committee"]
    assert newest(report).accepts == [DISCIPLINE]
    accept(report_id=report.pk, to="own_committee", by=ground.office("bureau"), now=f.at(JANUARY))
    assert waits_for((RECORD, report.pk)) == {"guangxi:annual-report-discipline"}


def test_topics_added_by_hand_make_one_report_meet_more(ground):
    """The monthly report of January that also says it is the yearly one meets both, each with its own acceptance."""
    by, now = ground.liaison("bureau"), f.at(JANUARY)
    month = next(row for row in ground.owed("hualong:supervision-report-each-month", holder="bureau/discipline") if row.opens <= JANUARY)
    report = begin(obligation_ids=[month.pk], by=by, today=JANUARY, now=now)
    text = text_of(report, {"overall": WORDS}, topics=frozenset({*report.topics, "annual"}))
    save(report_id=report.pk, text=text, edition=1, by=by, now=now)
    hand_in(report, by, JANUARY)
    assert settled_by((RECORD, report.pk)) == {"hualong:supervision-report-each-month"}
    assert waits_for((RECORD, report.pk)) == {"guangxi:annual-report-discipline"}
