"""A bureau's year: meetings done on time, late and not at all, one exempted, one recorded long after; and a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from liangze.conduct.actions import record
from liangze.conduct.entry import NewEntry
from liangze.core.words import Every
from liangze.duties.models import Obligation
from liangze.organisation.models import GrantRole, Post, Stationing
from liangze.organisation.policy import Acting, acting_for
from liangze.review.actions import decide, open_review
from liangze.review.models import Review
from liangze.review.queries.items import Item, items_of
from liangze.review.queries.reach import the_review
from liangze.trust.endorsements import Signer
from liangze.trust.endorsements.keys import Protection, make_key
from tests.rooms import factory as f
from tests.rooms.breakdown.given import County, accepted, county

DAY = date(2026, 12, 20)
NOW = f.at(DAY)
PASSPHRASE = "three willows by the river"


@dataclass
class Year:
    """The county, its people at the end of the year, the bureau's obligations by name, and the chair."""

    c: County
    owed: dict[str, Obligation]
    chair_post: Post
    chair: Acting
    office: Acting
    second: Acting
    discipline: Acting
    stationed: Acting
    liaison: Acting
    unit_discipline: Acting


def met(
    rule: f.Duty, year: int, holder: Post, on: tuple[date, ...], by: Acting, entered: date | None = None, makes_up: tuple[int, ...] = ()
) -> None:
    """Record an act for each day."""
    for day in on:
        record(
            entry=NewEntry(holder.unit_id, "meeting", day, holder.pk, "专题会议", frozenset({rule.topics[0]}), makes_up=makes_up),
            by=by, today=entered or day, now=f.at(entered or day),
        )


@pytest.fixture
def year(db: None, settings, tmp_path, monkeypatch) -> Year:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    c = county()
    town = c.town
    accepted(c)
    of = f.version("county-rules", number="甲委发〔2026〕1号")
    rule = f.duty(of, "meeting", topics=("special-meeting",), title="每季度召开专题会议")
    late = f.duty(of, "analysis", topics=("analysis",), every=Every.HALF_YEAR, title="每半年分析形势")
    exempt = f.duty(of, "report", every=Every.YEAR, title="书面报告")
    f.adopt(of, town.county)
    quarters = f.owe(rule, town.leadership, year=2026)
    halves = f.owe(late, town.leadership, year=2026)
    (freed,) = f.owe(exempt, town.leadership, year=2026, exempted_on=date(2026, 3, 1))
    met(rule, 2026, town.leadership, (date(2026, 2, 10), date(2026, 5, 12)), c.bureau)
    met(rule, 2026, town.leadership, (date(2026, 8, 1),), c.bureau, entered=date(2026, 10, 20))
    met(late, 2026, town.leadership, (date(2026, 8, 20),), c.bureau, makes_up=(halves[0].pk,))
    group = f.unit("C01G", "派驻组", parent=town.county)
    Stationing.objects.create(group=group, unit=town.bureau, since=f.FIRST)
    head = f.person("王一")
    f.appoint(head, town.county_principal)
    account = f.account("书记", (GrantRole.LEADER, town.county), who=head)
    owed = dict(zip(("first", "second", "third", "fourth"), quarters, strict=True))
    owed |= {"late": halves[0], "half": halves[1], "exempt": freed}

    def one(name: str, role: GrantRole, where: f.Unit) -> Acting:
        return f.acting(name, (role, where), today=DAY)

    return Year(
        c, owed, town.county_principal, acting_for(account, today=DAY), c.office, one("县委办乙", GrantRole.OFFICE, town.county),
        one("县纪委书记", GrantRole.DISCIPLINE, town.county), one("派驻组长", GrantRole.DISCIPLINE, group), c.bureau,
        one("甲局纪检组", GrantRole.DISCIPLINE, town.bureau),
    )


def opened(year: Year, by: Acting | None = None) -> Review:
    made = open_review(
        unit_id=year.c.town.bureau.pk, year=2026, chair_id=year.chair_post.pk, held_on=DAY, by=by or year.office, today=DAY, now=NOW
    )
    return the_review(made.pk, by or year.office)


def items(review: Review, by: Acting, day: date = DAY) -> dict[str, Item]:
    return {item.key: item for item in items_of(review, by, day)}


def settle(review: Review, by: Acting, key: str, verdict: str, opinion: str = "已核对。", seen: int | None = None):
    """Decide with what is on the screen now, unless `seen` says otherwise."""
    before = items(review, by)[key].seen if seen is None else seen
    return decide(review_id=review.pk, key=key, verdict=verdict, opinion=opinion, seen=before, by=by, today=DAY, now=NOW)


def settle_all(review: Review, by: Acting) -> None:
    """Decide about every item, with the mildest decision that its state leaves open."""
    for key, item in items(review, by).items():
        if item.taken is None:
            settle(review, by, key, item.choices[0][0])


def key_for(who: Acting) -> None:
    protection = Protection("passphrase", PASSPHRASE, PASSPHRASE)
    make_key(signer=Signer(who.account_id or 0, who.name), protection=protection, by=who, now=NOW - timedelta(hours=9))


