"""A county with its office, discipline organ and two townships that report to it once a year and every quarter.

The yearly double report is accepted by the discipline organ above; the quarterly report of the townships counts when it is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Obligation
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, acting_for
from liangze.reports.actions import Text, begin, save, submit
from liangze.reports.models import Report, Version
from liangze.trust.endorsements import Signer
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f

DAY = date(2026, 1, 20)
NOW = f.at(DAY)
PASSPHRASE = "three willows by the river"
MAIN = ("main-responsibility", "annual")
COMMITTEE, DISCIPLINE = "superior_committee", "superior_discipline_organ"
WORDS = "一年来，党委召开专题会议研究廉政工作，对重点岗位开展约谈，制度执行总体较好，但个别站所仍有漏洞。"


@dataclass
class Place:
    """The town, what its first township owes by name, and the people."""

    town: f.Town
    owed: dict[str, Obligation]
    liaison: Acting
    sister: Acting
    head: Acting
    member: Acting
    office: Acting
    discipline: Acting
    version: f.RegulationVersion


@pytest.fixture
def place(db: None, settings, tmp_path, monkeypatch) -> Place:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    town = f.town()
    of = f.version("county-rules", number="甲委发〔2026〕1号")
    double = ("superior_committee", "superior_discipline_organ")
    year = {"every": Every.YEAR, "about": "previous", "due_month": 1, "due_day": 31, "to": list(double), "accept": DISCIPLINE}
    rules = {
        "annual": f.duty(of, "annual", kind=ActKind.REPORT, topics=MAIN, title="年初报告主体责任", label="四（二）", **year),
        "first": f.duty(
            of, "first", kind=ActKind.REPORT, role=Role.PRINCIPAL, topics=("first-responsibility", "annual"), title="第一责任", **year
        ),
        "quarter": f.duty(
            of, "quarter", kind=ActKind.REPORT, topics=("discipline-execution", "quarterly"), title="每季度报告", to=[DISCIPLINE],
            label="二十",
        ),
        "other": f.duty(f.version("city-rules"), "annual", kind=ActKind.REPORT, topics=MAIN, title="市里也要求", **{**year, "accept": ""}),
    }
    f.adopt(of, town.county)
    t = town.township1
    owed = {name: f.owe(rules[name], town.township1_leadership, year=2025)[0] for name in ("annual", "other")}
    owed["first"] = f.owe(rules["first"], town.township1_principal, year=2025)[0]
    owed |= dict(zip(("q1", "q2", "q3", "q4"), f.owe(rules["quarter"], town.township1_leadership, year=2026), strict=True))
    owed["sister"] = f.owe(rules["annual"], town.township2_leadership, year=2025)[0]
    meeting = f.duty(of, "meeting", topics=("special-meeting",), title="每季度开会")
    owed |= dict(zip(("m1", "m2", "m3", "m4"), f.owe(meeting, town.township1_leadership, year=2025), strict=True))
    who = f.person("王一")
    f.appoint(who, town.township1_principal)
    head = acting_for(f.account("东乡书记", (GrantRole.LEADER, t), who=who), today=DAY)
    other = f.person("李二")
    f.appoint(other, f.seat(t, Role.MEMBER, "副书记", position=3))
    second = acting_for(f.account("东乡副书记", (GrantRole.LEADER, t), who=other), today=DAY)
    one = {name: f.acting(name, (role, unit), today=DAY) for name, role, unit in (
        ("东乡联络员", GrantRole.LIAISON, t), ("西乡联络员", GrantRole.LIAISON, town.township2),
        ("县委办", GrantRole.OFFICE, town.county), ("县纪委", GrantRole.DISCIPLINE, town.county),
    )}
    return Place(town, owed, one["东乡联络员"], one["西乡联络员"], head, second, one["县委办"], one["县纪委"], of)


def newest(report: Report) -> Version:
    return Version.objects.filter(report=report).order_by("-number")[0]


def text_of(report: Report, sections: dict[str, str] | None = None, reasons: dict[str, str] | None = None, **more: object) -> Text:
    """The text as it stands, with these sections and reasons in its place."""
    version = newest(report)
    report = Report.objects.get(pk=report.pk)
    whole = {each["key"]: each["text"] for each in version.sections} | (sections or {})
    given = {"title": report.title, "topics": frozenset(report.topics), "signs": None, **more}
    return Text(sections=whole, reasons=reasons or version.reasons, **given)


def written(place: Place, *names: str, by: Acting | None = None, words: str = WORDS, day: date = DAY) -> Report:
    """A draft with some words of its own, begun from these obligations."""
    by = by or place.liaison
    report = begin(obligation_ids=[place.owed[name].pk for name in names], by=by, today=day, now=f.at(day))
    save(report_id=report.pk, text=text_of(report, {"overall": words}), edition=1, by=by, now=f.at(day))
    return report


def handed_in(place: Place, *names: str, by: Acting | None = None, words: str = WORDS, day: date = DAY) -> Report:
    report = written(place, *names, by=by, words=words, day=day)
    hand_in(report, by or place.liaison, day)
    return report


def hand_in(report: Report, by: Acting, day: date = DAY) -> Version:
    return submit(report_id=report.pk, edition=newest(report).edition, by=by, today=day, now=f.at(day))


def key_for(who: Acting) -> None:
    make_key(signer=Signer(who.account_id or 0, who.name), protection=Protection("passphrase", PASSPHRASE, PASSPHRASE), by=who, now=NOW)
