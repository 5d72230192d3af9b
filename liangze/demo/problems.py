"""Problems of the demo's year at every stage: closed, overdue, come back, waiting for review; two listings; a look-back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from liangze.core.problem import Outcome, ProblemCategory, ProblemSource
from liangze.demo.cast import Cast, signature
from liangze.demo.people import COUNTY, TOWNSHIP
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting
from liangze.problems import actions
from liangze.problems.models import Listing, Problem
from liangze.problems.new_listing import NewListing
from liangze.problems.new_problem import NewProblem
from liangze.problems.record import LISTING
from liangze.trust.attachments import Proof, take_in


@dataclass(frozen=True, slots=True)
class Scene:
    """Days are counted from the day of the demo, so that it stands on any day of a year."""

    cast: Cast

    def when(self, days: int) -> dict[str, Any]:
        """That day as an action takes it."""
        on = self.day(days)
        return {"today": on, "now": timezone.make_aware(datetime.combine(on, time(15, 20)))}

    def day(self, days: int) -> date:
        return self.cast.today + timedelta(days)

    def raised(self, at: int, due: int, unit: Unit, words: tuple[str, str, str, str], *, by: Acting, **more: Any) -> Problem:
        """words: source, category, title, what."""
        source, category, title, what = words
        finder = more.pop("finder", None) or self.cast.city
        new = NewProblem(unit.pk, finder.pk, source, category, title, what, self.day(at), self.day(due), **more)
        return actions.raise_problem(new=new, by=by, **self.when(at))

    def plan(
        self, at: int, problem: Problem, measures: Sequence[tuple[str, int]], *, by: Acting, agreed_by: Acting | None = None
    ) -> None:
        lines = [actions.NewMeasure(words, self.day(due)) for words, due in measures]
        actions.propose_measures(problem_id=problem.pk, measures=lines, by=by, **self.when(at))
        if agreed_by:
            actions.agree_measures(problem_id=problem.pk, seen=1, by=agreed_by, **self.when(at + 2))

    def report(self, at: int, problem: Problem, said: str, *, by: Acting) -> None:
        stored = take_in(file=BytesIO(f"{problem.number} {problem.title}\n{said}\n".encode()), name="整改情况说明.txt")
        proofs = (Proof(stored.id, stored.name),)
        actions.report_done(problem_id=problem.pk, said=said, proofs=proofs, by=by, **self.when(at))

    def judge(self, at: int, problem: Problem, outcome: str, said: str, *, by: Acting) -> None:
        actions.review(problem_id=problem.pk, outcome=outcome, said=said, by=by, **self.when(at))


def problems(cast: Cast) -> str:
    """Raise them and put them right; a sentence."""
    scene = Scene(cast)
    _closed(scene)
    _look_back(scene)
    slow = _going(scene)
    _with_parts(scene)
    _listed(scene, slow)
    return f"交办问题 {Problem.objects.count()} 个，挂牌督办 {Listing.objects.count()} 项。"


def _closed(scene: Scene) -> None:
    cast, finder = scene.cast, scene.cast.who("discipline")
    first, second = cast.units("D")[:2]
    ledger = scene.raised(
        -120, -60, first, (
            ProblemSource.INSPECTION, ProblemCategory.LISTS, "台账集中补录",
            "上半年履责台账在检查前一周集中补录，登记日期与实际不符。",
        ),
        by=finder,
    )
    scene.plan(-115, ledger, [("逐条核对并更正登记日期", -90), ("建立每月登记提醒制度", -65)], by=cast.who("liaison"), agreed_by=finder)
    scene.report(-70, ledger, "台账已逐条更正，每月登记提醒制度已印发执行。", by=cast.who("liaison"))
    scene.judge(-65, ledger, Outcome.DONE, "抽查十二条，登记日期与会议记录一致。", by=finder)
    funds = scene.raised(
        -100, -40, second, (
            ProblemSource.AUDIT, ProblemCategory.FUNDS, "差旅费报销审核不严",
            "三笔差旅费报销单缺少审批单，审核把关不严。",
        ), by=finder
    )
    scene.plan(-96, funds, [("补齐审批手续，退回不合规费用", -80), ("修订财务报销办法", -45)], by=cast.who("sister"), agreed_by=finder)
    scene.report(-46, funds, "手续已补齐，不合规费用已退回，报销办法修订后已执行两个月。", by=cast.who("sister"))
    scene.judge(-42, funds, Outcome.KEPT_UP, "办法修订后的报销单全部合规。", by=finder)


def _look_back(scene: Scene) -> None:
    finder = scene.cast.who("discipline")
    drawn = actions.draw(
        unit_id=scene.cast.city.pk, since=scene.day(-150), until=scene.day(-30), size=2, by=finder, seed="yunling-look-back",
        **scene.when(-14),
    )
    kept = drawn.problems.get(problem__category=ProblemCategory.FUNDS)
    actions.look_at(looked_at_id=kept.pk, kept_up=True, said="随机调阅近两个月凭证，未发现同类问题。", by=finder, **scene.when(-13))


def _going(scene: Scene) -> Problem:
    cast, finder = scene.cast, scene.cast.who("discipline")
    first, second, third = cast.units("D")[:3]
    county = Unit.objects.get(code=COUNTY)
    slow = scene.raised(
        -80, -20, third, (
            ProblemSource.MEDIA, ProblemCategory.CONDUCT, "窗口服务推诿",
            "群众反映办事窗口多次要求重复提交材料，媒体作了报道。",
        ), by=finder
    )
    scene.plan(-74, slow, [("公开一次性告知清单", -50), ("开展窗口作风整顿", -22)], by=cast.liaison(third), agreed_by=finder)
    decisions = scene.raised(
        -70, 10, county, (
            ProblemSource.HEARING, ProblemCategory.DECISIONS, "大额资金使用未经集体研究",
            "两笔大额资金使用未见集体研究记录，末位表态制度落实不到位。",
        ),
        by=finder,
    )
    scene.plan(-62, decisions, [("补议并说明情况", -30), ("修订议事规则", 5)], by=cast.who("county"), agreed_by=finder)
    actions.ask_extension(
        problem_id=decisions.pk, due=scene.day(40), reason="议事规则须经县委全会审议，会期在下月。", by=cast.who("county"), **scene.when(-4)
    )
    projects = scene.raised(
        -30, 30, first, (
            ProblemSource.INSPECTION, ProblemCategory.PROJECTS, "零星采购拆分",
            "同类物资分三次采购，单次金额均低于招标限额。",
        ), by=finder
    )
    scene.plan(-25, projects, [("核查三次采购经过", 0), ("实行年度采购计划管理", 25)], by=cast.who("liaison"))
    study = scene.raised(
        -40, 6, second, (
            ProblemSource.TALK, ProblemCategory.EDUCATION, "警示教育走过场",
            "警示教育只播放影片，没有组织讨论，谈话中多人说不出内容。",
        ), by=finder
    )
    scene.plan(-36, study, [("重新组织专题讨论", -10)], by=cast.who("sister"), agreed_by=finder)
    scene.report(-9, study, "已组织专题讨论。", by=cast.who("sister"))
    scene.judge(-6, study, Outcome.IN_PROGRESS, "讨论只覆盖机关，下属单位尚未组织，请补齐。", by=finder)
    scene.raised(
        -12, 45, first, (
            ProblemSource.INSPECTION, ProblemCategory.LISTS, "台账又集中补录",
            "抽查发现二季度台账仍在季末最后三天集中登记。",
        ), by=finder
    )
    return slow


def _with_parts(scene: Scene) -> None:
    cast, county, township = scene.cast, Unit.objects.get(code=COUNTY), Unit.objects.get(code=TOWNSHIP)
    finder, liaison = cast.who("county"), cast.who("township")
    whole = scene.raised(
        -50, 20, township, (
            ProblemSource.TOUR, ProblemCategory.MAIN_RESPONSIBILITY, "主体责任层层递减",
            "村级责任没有分解到人，季度分析会没有开到村。",
        ),
        by=finder, finder=county,
    )
    scene.plan(-45, whole, [("逐村分解责任", -10), ("每季度召开分析会", 15)], by=liaison, agreed_by=finder)
    for title, what in (("村级责任未分解", "两个村没有责任清单。"), ("季度分析会缺两次", "一季度、二季度分析会没有记录。")):
        part = scene.raised(
            -44, 10, township, (ProblemSource.TOUR, ProblemCategory.MAIN_RESPONSIBILITY, title, what), by=finder, finder=county,
            parent_id=whole.pk,
        )
        scene.plan(-43, part, [("对照清单补齐", 0)], by=liaison, agreed_by=finder)
        scene.report(-20, part, "已补齐并公示。", by=liaison)
    first = whole.parts.order_by("pk")[0]
    scene.judge(-15, first, Outcome.DONE, "实地查看两村公示栏，责任清单已上墙。", by=finder)
    scene.report(-3, whole, "村级责任已分解，分析会已补开并形成记录。", by=liaison)


def _listed(scene: Scene, slow: Problem) -> None:
    cast, by = scene.cast, scene.cast.who("discipline")
    signer = Post.objects.get(unit=cast.city, code="P")

    def listed(at: int, due: int, unit_id: int, title: str, matter: str, *problem_ids: int) -> Listing:
        new = NewListing(cast.city.pk, unit_id, "云督", title, matter, scene.day(due), "level", signer.pk, problem_ids)
        return actions.issue_listing(new=new, by=by, **scene.when(at))

    county = cast.units("C")[1]
    done = listed(
        -90, -30, county.pk, "违规收送节礼专项清理", "限期完成违规收送节礼问题的专项清理，逐一登记、退还、上报，并公开清理结果。"
    )
    actions.report_progress(listing_id=done.pk, said="已登记退还并公开清理结果。", by=cast.liaison(county), **scene.when(-50))
    actions.propose_delisting(listing_id=done.pk, said="清理结果经复核属实，事项已解决。", by=by, **scene.when(-40))
    actions.sign_delisting(listing_id=done.pk, by=cast.who("principal"), **scene.when(0), **signature((LISTING, done.pk)))
    going = listed(
        -15, 25, slow.unit_id, "窗口服务推诿问题", "该问题超过整改期限仍未办结，群众反映强烈，限期整改到位，并向社会公开结果。", slow.pk
    )
    said = "一次性告知清单已公开，窗口作风整顿已排出日程。"
    actions.report_progress(listing_id=going.pk, said=said, by=cast.liaison(Unit.objects.get(pk=slow.unit_id)), **scene.when(-7))
