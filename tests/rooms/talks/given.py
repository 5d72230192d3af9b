"""A county whose people talk: who sits where, what they owe, and talks to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from liangze.core.words import ActKind, Every, Role
from liangze.duties.models import Obligation
from liangze.organisation.models import GrantRole, Post
from liangze.organisation.policy import Acting
from liangze.talks.actions import confirm_proposal, hold_talk, pass_on_matter
from liangze.talks.models import Talk
from liangze.talks.new_talk import HeartToHeartWords, NewTalk, SummonsWords, Words
from liangze.trust.endorsements import Signer
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f

DAY = date(2026, 6, 16)
NOW = f.at(DAY)
PASSPHRASE = "three willows by the river"
WHEN: dict[str, Any] = {"today": DAY, "now": NOW}


@dataclass(frozen=True)
class Talkers:
    """The town of the factory with its people, each with an account: the county's head and member, the heads of two townships and of
    the bureau, the county's discipline secretary; the county's office and the east township's liaison."""

    town: f.Town
    member: Post
    secretary: Post
    head: Acting
    deputy: Acting
    east: Acting
    west: Acting
    bureau: Acting
    discipline: Acting
    office: Acting
    liaison: Acting
    owed: Obligation


def talkers() -> Talkers:
    town = f.town()
    member = f.seat(town.county, Role.MEMBER, "县委副书记", position=3)
    secretary = f.seat(town.county, Role.DISCIPLINE_PRINCIPAL, "县纪委书记", position=4)

    def one(name: str, role: GrantRole, where: Any, post: Post | None = None) -> Acting:
        who = f.person(name)
        if post:
            f.appoint(who, post)
        return f.acting(name, (role, where), today=DAY, who=who)

    rule = f.duty(
        f.version("talk-rules", number="甲委发〔2026〕2号"), "talk", role=Role.PRINCIPAL, kind=ActKind.TALK,
        topics=("main-responsibility",), every=Every.YEAR, title="书记约谈下级主要负责人",
    )
    for key in ("two-responsibilities", "dual-duty", "integrity-talk"):
        f.topic(key, ActKind.TALK)
    f.adopt(rule.version, town.county)
    (owed,) = f.owe(rule, town.county_principal, year=2026, counterpart=town.township1_principal)
    return Talkers(
        town, member, secretary, one("赵书记", GrantRole.LEADER, town.county, town.county_principal),
        one("钱副书记", GrantRole.LEADER, town.county, member), one("孙东", GrantRole.LEADER, town.township1, town.township1_principal),
        one("李西", GrantRole.LEADER, town.township2, town.township2_principal), one("周局", GrantRole.LEADER, town.bureau, town.principal),
        one("吴纪", GrantRole.DISCIPLINE, town.county, secretary), one("郑办", GrantRole.OFFICE, town.county),
        one("王联", GrantRole.LIAISON, town.township1), owed,
    )


def summons(t: Talkers, **changes: Any) -> NewTalk:
    """The county's head summons the head of the east township about the main responsibility."""
    given: dict[str, Any] = {
        "words": SummonsWords("推进迟缓", "为何没有按时完成？", (("六月底前补上", date(2026, 6, 30)),)), "on": DAY,
        "holder_id": t.town.county_principal.pk, "counterparts": (t.town.township1_principal.pk,), "place": "县委三楼",
        "said": "机密内容甲乙丙", "topics": frozenset({"main-responsibility"}), "trigger": "overdue_tasks",
    }
    return NewTalk(**(given | changes))


def heart(t: Talkers, words: Words | None = None, **changes: Any) -> NewTalk:
    return summons(t, words=words or HeartToHeartWords("家里的事", "多回家看看"), trigger="routine", **changes)


def held(t: Talkers, by: Acting | None = None, **changes: Any) -> Talk:
    return hold_talk(new=summons(t, **changes), by=by or t.head, **WHEN)


def matter(t: Talkers) -> Talk:
    """The discipline organ passes a matter on; the county's head confirms: the talk is planned."""
    proposal = pass_on_matter(
        post_id=t.town.township1_principal.pk, matter="反映其公车私用一次", document="甲纪函〔2026〕3号", reply_by=None,
        by=t.discipline, **WHEN,
    )
    return confirm_proposal(proposal_id=proposal.pk, planned_on=DAY, holder_id=None, by=t.head, **WHEN)


def key_for(who: Acting) -> None:
    protection = Protection("passphrase", PASSPHRASE, PASSPHRASE)
    make_key(signer=Signer(who.account_id or 0, who.name), protection=protection, by=who, now=NOW)
