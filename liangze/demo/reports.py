"""Reports of the demo's year: one returned once and then accepted, one handed in late with the principal's signature, one with an open
question, one that took its neighbour's words, and a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from liangze.core.errors import Refusal
from liangze.core.words import ActKind, Role
from liangze.demo.cast import Cast, signature
from liangze.demo.place import CITY_CODE
from liangze.duties.models import Obligation
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.packs.words import Addressee
from liangze.reports.actions import Text, accept, answer, ask, begin, give_back, lay_out, mark_read, revise, save, sign, submit
from liangze.reports.models import Report, Version
from liangze.reports.record import RECORD

#: Units whose reports are written here; the year of work leaves them to it.
REPORTING = (f"{CITY_CODE}D02", f"{CITY_CODE}D03", f"{CITY_CODE}C01")
COMMITTEE, DISCIPLINE = Addressee.SUPERIOR_COMMITTEE.value, Addressee.SUPERIOR_DISCIPLINE_ORGAN.value
MAIN, FIRST, SUPERVISORY, PORTFOLIO = "main-responsibility", "first-responsibility", "supervisory-responsibility", "portfolio-integrity"
ANNUAL = "annual"
OVERALL = (
    "局党组把履行主体责任同业务工作一起部署、一起检查，主要负责人听取分管领域汇报，班子成员到联系单位督促整改。"
    "重点岗位实行定期轮换，采购和项目审批由集体研究决定，经办、复核、审批分设。"
)
SHORT = "个别处室谈话记录过于简单，警示教育结合身边事例不够，分管领域风险点更新不及时。"
NEXT = "下一步逐处室核对谈话记录，组织一次案例剖析，六月底前更新风险点并公开防控措施。"
MENDED = "去年检查指出的三个问题中，两个已于年底前整改，另一个涉及合同归档，已明确专人，三月底前完成。"


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose report, about what, on the period that begins on `start`."""

    code: str
    role: Role
    topics: tuple[str, ...]
    start: date


def reports(cast: Cast) -> str:
    """Write, hand in and answer them; a sentence with the counts."""
    made = [each(cast) for each in (_returned_once, _copied, _signed_late, _questioned, _drafted)]
    return f"起草报告 {sum(report is not None for report in made)} 份。"


def _returned_once(cast: Cast) -> Report | None:
    """The double report of the second department: the discipline organ misses what became of last year's findings."""
    by, discipline = cast.who("sister"), cast.who("discipline")
    seat = Seat(f"{CITY_CODE}D02", Role.LEADERSHIP, (MAIN, ANNUAL), _last_year(cast))
    report = _written(seat, by, cast.at(1, 12), {"overall": OVERALL, "shortcomings": SHORT})
    if report is None:
        return None
    _submit(report, by, cast.at(1, 15))
    mark_read(report_id=report.pk, to=COMMITTEE, by=cast.who("office"), now=cast.at(1, 16))
    reason = "第三部分只写了问题，没有写上年检查指出问题的整改结果，请补充后再报。"
    give_back(report_id=report.pk, to=DISCIPLINE, text=reason, by=discipline, now=cast.at(1, 19))
    now = cast.at(1, 22)
    revise(report_id=report.pk, by=by, today=now.date(), now=now)
    _save(report, {"shortcomings": f"{SHORT}\n{MENDED}", "next": NEXT}, by, now)
    _submit(report, by, cast.at(1, 24))
    accept(report_id=report.pk, to=DISCIPLINE, text="整改情况已补充，同意。", by=discipline, now=cast.at(1, 27))
    accept(report_id=report.pk, to=COMMITTEE, by=cast.who("office"), now=cast.at(1, 28))
    return report


def _copied(cast: Cast) -> Report | None:
    """The third department took the words of the second."""
    unit = Unit.objects.get(code=f"{CITY_CODE}D03")
    by = cast.liaison(unit)
    said = {"overall": OVERALL, "shortcomings": SHORT, "next": "下一步继续抓好落实。"}
    report = _written(Seat(unit.code, Role.LEADERSHIP, (MAIN, ANNUAL), _last_year(cast)), by, cast.at(1, 25), said)
    if report is not None:
        _submit(report, by, cast.at(1, 27))
        mark_read(report_id=report.pk, to=DISCIPLINE, by=cast.who("discipline"), now=cast.at(1, 30))
    return report


def _signed_late(cast: Cast) -> Report | None:
    """The head of the first county signs the own report and hands it in after the day."""
    by, head, discipline = cast.who("county"), cast.who("secretary"), cast.who("discipline")
    said = {
        "overall": "本人全年主持常委会研究廉政工作，重要案件听取汇报并提出要求，同班子成员和各乡镇书记逐一谈话。",
        "shortcomings": "到村一级了解情况不够，对两个乡镇工程招投标过问不细。", "next": "今年每季度到基层蹲点一次，工程招投标逐项过问。",
    }
    report = _written(Seat(f"{CITY_CODE}C01", Role.PRINCIPAL, (FIRST, ANNUAL), _last_year(cast)), by, cast.at(1, 29), said)
    if report is None:
        return None
    now = cast.at(1, 30)
    lay_out(report_id=report.pk, edition=_edition(report), by=by, today=now.date(), now=now)
    sign(report_id=report.pk, by=head, now=cast.at(2, 2), **signature((RECORD, report.pk)))
    _submit(report, by, cast.at(2, 3))
    accept(report_id=report.pk, to=DISCIPLINE, by=discipline, now=cast.at(2, 9))
    return report


def _questioned(cast: Cast) -> Report | None:
    """The county's discipline organ reports on the running half-year; one question is answered, the next is open."""
    by, discipline = cast.who("county"), cast.who("discipline")
    said = {
        "overall": "突出扶贫资金和村级财务监督，开展明察暗访，对发现的问题当面交办、限期反馈。",
        "shortcomings": "乡镇纪委人手偏紧，线索初核用时较长。", "next": "组织乡镇片区协作，集中办理一批积压线索。",
    }
    start = date(cast.today.year, 1 if cast.today.month < 7 else 7, 1)
    seat = Seat(f"{CITY_CODE}C01", Role.DISCIPLINE_ORGAN, (SUPERVISORY, "half-yearly"), start)
    report = _written(seat, by, _before(cast, 9), said)
    if report is None:
        return None
    _submit(report, by, _before(cast, 7))
    given = {"report_id": report.pk, "to": DISCIPLINE, "by": discipline}
    first = _before(cast, 5)
    ask(**given, text="明察暗访共查了几个乡镇？", on=first.date() + timedelta(days=3), today=first.date(), now=first)
    answer(report_id=report.pk, to=DISCIPLINE, text="共查六个乡镇，台账已逐一登记。", by=by, now=_before(cast, 4))
    second = _before(cast, 2)
    ask(**given, text="积压线索有多少件，最长多少天？", on=second.date() + timedelta(days=6), today=second.date(), now=second)
    return report


def _drafted(cast: Cast) -> Report | None:
    """A member of the second department has begun."""
    said = {"overall": "分管处室廉政工作按季度检查。"}
    seat = Seat(f"{CITY_CODE}D02", Role.MEMBER, (PORTFOLIO,), date(cast.today.year, 1, 1))
    return _written(seat, cast.who("sister"), _before(cast, 1), said)


def _written(seat: Seat, by: Acting, now: datetime, said: dict[str, str]) -> Report | None:
    """A draft that meets all obligations of that seat on the topic and period; None where nothing is owed."""
    owed = Obligation.objects.filter(
        unit__code=seat.code, holder__role=seat.role, duty__kind=ActKind.REPORT, duty__topics__contains=list(seat.topics),
        period_start=seat.start, withdrawn_on=None, fulfilled_on=None, exempted_on=None, opens__lte=now.date(),
    )
    first = owed.order_by("due", "pk").first()
    if first is None:
        return None
    ids = list(owed.filter(holder=first.holder_id).order_by("due", "pk").values_list("pk", flat=True))
    try:
        report = begin(obligation_ids=ids, by=by, today=now.date(), now=now)
    except Refusal:
        return None
    _save(report, said, by, now)
    return report


def _save(report: Report, said: dict[str, str], by: Acting, now: datetime) -> None:
    version = Version.objects.filter(report=report).order_by("-number")[0]
    sections = {each["key"]: each["text"] for each in version.sections} | said
    text = Text(title=report.title, sections=sections, reasons=version.reasons, topics=frozenset(report.topics))
    save(report_id=report.pk, text=text, edition=version.edition, by=by, now=now)


def _submit(report: Report, by: Acting, now: datetime) -> None:
    submit(report_id=report.pk, edition=_edition(report), by=by, today=now.date(), now=now)


def _edition(report: Report) -> int:
    return Version.objects.filter(report=report).order_by("-number")[0].edition


def _last_year(cast: Cast) -> date:
    return date(cast.today.year - 1, 1, 1)


def _before(cast: Cast, days: int) -> datetime:
    """So many days ago, on the first of the year at the earliest."""
    day = max(cast.today - timedelta(days=days), date(cast.today.year, 1, 1))
    return timezone.make_aware(datetime.combine(day, time(10, 20)))
