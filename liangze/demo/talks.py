"""Talks of the demo's year, one of each kind and at different stages; and what rules propose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from liangze.core.errors import Refusal, Refusals
from liangze.core.words import Role
from liangze.demo.cast import Cast, signature
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting, console
from liangze.talks.actions import (
    ask_admonition,
    confirm_proposal,
    decide_admonition,
    explain,
    follow_up,
    give_access,
    hold_admonition,
    hold_talk,
    pass_on_matter,
    propose_talk,
    reply_matter,
    send_inquiry,
    sign_talk,
)
from liangze.talks.models import Talk, TalkProposal
from liangze.talks.new_talk import (
    AdmonitionWords,
    HeartToHeartWords,
    InquiryWords,
    NewTalk,
    ReminderWords,
    SummonsWords,
    Words,
)
from liangze.talks.queries.found import found
from liangze.talks.queries.reach import RECORD
from liangze.talks.rules import rules

PROPOSED = 6  # of each reason
USUAL = frozenset({"two-responsibilities", "main-responsibility"})


def talks(cast: Cast) -> str:
    """Hold them; a sentence."""
    before = Talk.objects.count()
    for part in (_regular, _matter_replied, _matter_waiting, _admonition, _inquiry, _reminder):
        try:
            part(cast)
        except (Refusal, Refusals):  # on a day on which somebody of the cast has not taken office yet
            continue
    made = _proposals(cast)
    return f"开展谈话 {Talk.objects.count() - before} 次，提出谈话建议 {made} 项。"


def _regular(cast: Cast) -> None:
    """The head of the city with the head of a county and of a bureau; a bureau's head with the members."""
    principal, bureau = cast.who("principal"), cast.who("bureau")
    city, department, county = cast.city, cast.units("D")[0], cast.units("C")[0]
    promised = (("补齐一季度台账", _later(cast.at(3, 12), 20)),)
    words = SummonsWords("例行约谈，了解落实主体责任情况", "一季度主体责任清单完成得怎样？还有哪些困难？", promised)
    talk = _held(principal, _head(city), _head(county), words, cast.at(3, 12), *USUAL)
    follow_up(
        talk_id=talk.pk, result="台账已经补齐，抽查情况属实。", kept=list(talk.commitments.values_list("pk", flat=True)), by=principal,
        **_when(cast.at(4, 8)),
    )
    give_access(talk_id=talk.pk, username="office", why="督办整改承诺", by=principal, now=cast.at(3, 13))
    words = HeartToHeartWords("新任处长较多，业务培训跟不上", "二季度集中培训一次")
    _held(principal, _head(city), _head(department), words, cast.at(4, 20), "dual-duty", "integrity-talk", *USUAL)
    for number, member in enumerate(Post.objects.filter(unit=department, role=Role.MEMBER).order_by("position")[:2]):
        words = HeartToHeartWords("分管处室人手紧", "年中统筹调配")
        _held(bureau, _head(department), member, words, cast.at(5, 6 + number), "dual-duty", "integrity-talk")


def _matter_replied(cast: Cast) -> None:
    """A minor matter about a county's head: passed on, talked about, explained, endorsed, replied to."""
    principal, secretary = cast.who("principal"), cast.who("secretary")
    talk = _passed(cast, _head(cast.units("C")[0]), "反映公务用车登记不规范一次，未发现私用。", cast.at(4, 9))
    _talked(talk, principal, cast.at(4, 13), "说明用车登记为什么漏填")
    explain(talk_id=talk.pk, text="四月初一次下乡未及时登记用车，已补登，并在班子会上作了检查。", by=secretary, **_when(cast.at(4, 17)))
    sign_talk(talk_id=talk.pk, by=principal, **signature((RECORD, talk.pk), "情况属实，同意。"), **_when(cast.at(4, 20)))
    reply_matter(talk_id=talk.pk, reply="已约谈本人，本人写出情况说明并已改正。", by=principal, **_when(cast.at(4, 21)))


def _matter_waiting(cast: Cast) -> None:
    """Another about a bureau's head: explained, waiting for the endorsement."""
    talk = _passed(cast, _head(cast.units("D")[0]), "反映工作日中午聚餐一次。", cast.at(6, 3))
    _talked(talk, cast.who("principal"), cast.at(6, 5), "说明聚餐的时间、人员和费用")
    explain(talk_id=talk.pk, text="当日为老同志退休送行，费用自理，附有付款凭证。", by=cast.who("bureau"), **_when(cast.at(6, 9)))


def _admonition(cast: Cast) -> None:
    """After an assessment: asked for by the discipline organ, approved by the head of the city, held."""
    discipline = cast.who("discipline")
    counties = cast.units("C")
    words = AdmonitionWords("上年度责任制考核为基本合格", "责任制考核结果运用的规定", approver_id=_head(cast.city).pk)
    new = NewTalk(words, _seat(cast.city, Role.DISCIPLINE_PRINCIPAL).pk, (_head(counties[-1]).pk,), trigger="barely_qualified")
    talk = ask_admonition(new=new, by=discipline, **_when(cast.at(2, 26)))
    decide_admonition(
        talk_id=talk.pk, approve=True, opinion="同意对其诫勉谈话，请一并督促整改。", meeting_on=None, by=cast.who("principal"),
        **_when(cast.at(2, 27)),
    )
    hold_admonition(
        talk_id=talk.pk, on=cast.at(3, 2).date(), place="市纪委谈话室", words="通报考核情况，指出问题，提出要求。", note_taker_id=None,
        by=discipline, **_when(cast.at(3, 2)),
    )


def _inquiry(cast: Cast) -> None:
    """A letter to a county's head; the explanation is still to come."""
    new = NewTalk(
        InquiryWords("请说明今年以来公务接待的审批和结算情况。"), _seat(cast.city, Role.DISCIPLINE_PRINCIPAL).pk,
        (_head(cast.units("C")[0]).pk,), on=cast.at(6, 8).date(), trigger="concentrated_complaints",
    )
    send_inquiry(new=new, by=cast.who("discipline"), **_when(cast.at(6, 8)))


def _reminder(cast: Cast) -> None:
    """A bureau's head reminds a member; it is to be looked at again."""
    department, moment = cast.units("D")[0], cast.at(5, 18)
    words = ReminderWords("分管处室两次未按时报送材料", "六月底前理顺报送流程", _later(moment, 40))
    member = Post.objects.filter(unit=department, role=Role.MEMBER).order_by("position")[0]
    _held(cast.who("bureau"), _head(department), member, words, moment, "integrity-talk", trigger="early_signs")


def _proposals(cast: Cast) -> int:
    """What rules ask for on the day, a few of each reason."""
    before, by, counted = TalkProposal.objects.count(), console("talks"), dict[str, int]()
    for new in found(cast.today, rules()):
        counted[new.trigger] = counted.get(new.trigger, 0) + 1
        if counted[new.trigger] <= PROPOSED:
            propose_talk(new=new, by=by, **_when(cast.at(12, 31, 7)))
    return TalkProposal.objects.count() - before


def _passed(cast: Cast, about: Post, matter: str, moment: datetime) -> Talk:
    proposal = pass_on_matter(
        post_id=about.pk, matter=matter, document="市纪函", reply_by=None, by=cast.who("discipline"), **_when(moment)
    )
    return confirm_proposal(proposal_id=proposal.pk, planned_on=moment.date(), holder_id=None, by=cast.who("principal"), **_when(moment))


def _talked(talk: Talk, by: Acting, moment: datetime, questions: str) -> None:
    posts = tuple(talk.counterparts.values_list("post_id", flat=True))
    words = SummonsWords("市纪委转交的轻微问题", questions)
    new = NewTalk(
        words, talk.holder_id, posts, on=moment.date(), place="市委小会议室", said="听取本人说明，指出不足，要求写出情况说明。",
        topics=USUAL, trigger="minor_matter", talk_id=talk.pk,
    )
    hold_talk(new=new, by=by, **_when(moment))


def _held(by: Acting, holder: Post, towards: Post, words: Words, moment: datetime, *topics: str, trigger: str = "routine") -> Talk:
    new = NewTalk(
        words, holder.pk, (towards.pk,), on=moment.date(), place="办公室", said="交流了近期工作和廉洁自律情况。",
        topics=frozenset(topics), trigger=trigger,
    )
    return hold_talk(new=new, by=by, **_when(moment))


def _head(unit: Unit) -> Post:
    return _seat(unit, Role.PRINCIPAL)


def _seat(unit: Unit, role: Role) -> Post:
    return Post.objects.filter(unit=unit, role=role).order_by("position", "code")[0]


def _later(moment: datetime, days: int) -> date:
    return moment.date() + timedelta(days=days)


def _when(moment: datetime) -> dict[str, date | datetime]:
    return {"today": moment.date(), "now": moment}

