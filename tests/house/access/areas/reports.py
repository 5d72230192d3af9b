"""What the rows of reports.yaml point at: reports of unit A at each stage, and one that can still be begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liangze.core.words import ActKind, Every
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting
from liangze.regulations.models import RegulationVersion
from liangze.reports.actions import Text, ask, begin, give_back, lay_out, save, submit
from liangze.reports.models import Report, Version
from tests.rooms import factory as f

TARGETS: dict[str, str] = {"report_id": "report"}
DISCIPLINE = "superior_discipline_organ"


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """Yearly reports of past years, each at another stage: what stands for one year says nothing of another."""
    of = RegulationVersion.objects.get(pk=place.targets["version_id"])
    rule = f.duty(
        of, "report", kind=ActKind.REPORT, topics=("main-responsibility", "annual"), every=Every.YEAR, about="previous", due_month=1,
        due_day=31, to=["superior_committee", DISCIPLINE], accept=DISCIPLINE,
    )
    holder, liaison, moment = Post.objects.get(pk=place.targets["post_a_leadership"]), acts["liaison-a"], f.at(day)
    names = ("report", "report_draft", "report_returned", "report_questioned", "report_signing", "report_owed")
    owed = {name: f.owe(rule, holder, year=2020 + number)[0] for number, name in enumerate(names)}

    def written(name: str) -> Report:
        report = begin(obligation_ids=[owed[name].pk], by=liaison, today=day, now=moment)
        version = Version.objects.get(report=report)
        said = {"overall": "一年来，班子履行主体责任，召开会议、开展谈话，情况总体较好，仍有不足。"}
        sections = {each["key"]: each["text"] for each in version.sections} | said
        text = Text(title=report.title, sections=sections, reasons={}, topics=frozenset(report.topics))
        save(report_id=report.pk, text=text, edition=1, by=liaison, now=moment)
        return report

    reports = {name: written(name) for name in names[:-1]}
    for name in ("report", "report_returned", "report_questioned"):
        submit(report_id=reports[name].pk, edition=2, by=liaison, today=day, now=moment)
    discipline = acts["discipline"]
    give_back(report_id=reports["report_returned"].pk, to=DISCIPLINE, text="请补充。", by=discipline, now=moment)
    ask(report_id=reports["report_questioned"].pk, to=DISCIPLINE, text="何时整改？", on=day, by=discipline, today=day, now=moment)
    lay_out(report_id=reports["report_signing"].pk, edition=2, by=liaison, today=day, now=moment)
    return {name: report.pk for name, report in reports.items()} | {"report_owed": owed["report_owed"].pk}
