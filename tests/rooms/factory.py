"""Rows to test with, made directly: a small tree, its seats and people, a regulation, what is owed.

Everything exists from 2016 on unless a test says otherwise. Nothing here goes through actions, so a test of an action
starts from rows it can see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

from liangze.core.periods import MONTHS, Period, last_day, month_start, periods_of
from liangze.core.words import ActKind, ClauseType, Every, Level, Role, UnitKind
from liangze.duties.models import Obligation
from liangze.organisation.models import (
    Account,
    Appointment,
    DisciplineOrgan,
    Grant,
    GrantRole,
    PartyOrgan,
    Person,
    Portfolio,
    Post,
    Unit,
)
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, acting_for
from liangze.regulations.models import Adoption, Clause, Duty, Regulation, RegulationVersion, Topic

FIRST = date(2016, 1, 1)
_numbers = count(1)


def at(day: date, hour: int = 9) -> datetime:
    """A moment of that day, as installations east of Greenwich see it (01:00 UTC is 9 o'clock in China)."""
    return datetime(day.year, day.month, day.day, max(hour - 8, 0), tzinfo=UTC)


def unit(
    code: str, name: str = "", *, parent: Unit | None = None, kind: UnitKind = UnitKind.REGION, level: Level = Level.COUNTY,
    discipline: bool = True, since: date = FIRST, until: date | None = None,
) -> Unit:
    """A unit with its path. Inner offices and villages get no discipline organ."""
    made = Unit.objects.create(
        code=code, name=name or code, kind=kind, level=level, parent=parent, path=f"new-{code}", since=since, until=until,
        party_organ=PartyOrgan.NONE if kind == UnitKind.OFFICE else PartyOrgan.COMMITTEE,
        discipline_organ=DisciplineOrgan.COMMISSION if discipline and kind != UnitKind.OFFICE else DisciplineOrgan.NONE,
    )
    made.path = (parent.path if parent else "") + str(made.pk).zfill(SEGMENT)
    made.save(update_fields=["path"])
    return made


def seat(
    where: Unit, role: Role, title: str = "", *, code: str = "", since: date = FIRST, until: date | None = None, position: int = 0
) -> Post:
    """A seat in the unit."""
    return Post.objects.create(
        unit=where, role=role, title=title or role.value, code=code or f"{role.value[:12]}-{next(_numbers)}",
        since=since, until=until, position=position,
    )


def person(name: str) -> Person:
    return Person.objects.create(number=f"P{next(_numbers):05}", name=name)


def appoint(who: Person, post: Post, *, since: date = FIRST, until: date | None = None) -> Appointment:
    return Appointment.objects.create(person=who, post=post, since=since, until=until)


def in_charge(post: Post, of: Unit, *, since: date = FIRST, until: date | None = None) -> Portfolio:
    """The seat has the unit in its portfolio."""
    return Portfolio.objects.create(post=post, unit=of, since=since, until=until)


def account(username: str, *grants: tuple[GrantRole, Unit], who: Person | None = None) -> Account:
    """An account with grants since 2016; its name is its user name."""
    made = Account.objects.create(username=username, name=username, person=who)
    for role, where in grants:
        Grant.objects.create(account=made, role=role, unit=where, since=FIRST, reason="test")
    return made


def acting(username: str, *grants: tuple[GrantRole, Unit], today: date, who: Person | None = None) -> Acting:
    """A new account as it acts on `today`."""
    return acting_for(account(username, *grants, who=who), today=today)


def version(key: str = "city-rules", *, number: str = "", title: str = "", no: int = 1, since: date = FIRST) -> RegulationVersion:
    """A version of a regulation (made when it does not exist)."""
    regulation, _ = Regulation.objects.get_or_create(
        key=key, defaults={"title": title or key, "short_title": title or key, "number": number, "level": Level.CITY}
    )
    return RegulationVersion.objects.create(
        regulation=regulation, version=no, title=regulation.title, number=number, in_force_from=since, pack="", digest="0" * 64
    )


def topic(key: str, *kinds: ActKind) -> Topic:
    allowed = [kind.value for kind in kinds or ActKind]
    made, _ = Topic.objects.get_or_create(key=key, defaults={"zh": key, "en": key, "kinds": allowed})
    return made


def duty(
    of: RegulationVersion, key: str, *, role: Role = Role.LEADERSHIP, kind: ActKind = ActKind.MEETING, topics: tuple[str, ...] = (),
    every: Every = Every.QUARTER, label: str = "", **columns: object,
) -> Duty:
    """A duty with a clause of its own; its topics are made. `columns` are those of the model."""
    for each in topics:
        topic(each)
    number = Clause.objects.filter(version=of).count() + 1
    label = label or f"第{number}条"
    clause, _ = Clause.objects.get_or_create(
        version=of, path=[label], defaults={"label": label, "type": ClauseType.DUTY, "gist": f"{key} is asked here.", "position": number}
    )
    fields: dict[str, object] = {"title": key, "position": number, **columns}
    return Duty.objects.create(version=of, key=key, clause=clause, role=role, kind=kind, topics=list(topics), every=every, **fields)


def adopt(of: RegulationVersion, where: Unit, *, since: date = FIRST, until: date | None = None) -> Adoption:
    return Adoption.objects.create(version=of, unit=where, since=since, until=until)


def dates_of(of: Duty, period: Period) -> tuple[date, date]:
    """(opens, due) of the duty for the period, by the defaults of the engine."""
    if of.about == "same":
        opens, last = period.start, period.last
    else:
        opens = period.end
        last = month_start(opens.year, opens.month + MONTHS[Every(of.every)]) - timedelta(days=1)
    if of.due_month:
        last = date(last.year, of.due_month, of.due_day or last_day(last.year, of.due_month))
    return opens, last


def owe(of: Duty, holder: Post, *, year: int, counterpart: Post | None = None, **columns: object) -> list[Obligation]:
    """The obligations of the periods of `year` (the year reported on, for `about: previous`), as the planner would make them."""
    if of.every == Every.ONCE:
        spans = [(Period(of.once_opens, of.once_due + timedelta(days=1)), of.once_opens, of.once_due)]
    else:
        spans = [(p, *dates_of(of, p)) for p in periods_of(Every(of.every), year)]
    return [
        Obligation.objects.create(**{
            "duty": of, "unit_id": holder.unit_id, "holder": holder, "counterpart": counterpart, "year": due.year,
            "period_start": p.start, "period_end": p.end, "opens": opens, "due": due, "times": of.times, **columns,
        })
        for p, opens, due in spans
    ]


@dataclass(frozen=True)
class Town:
    """A county with a bureau of two offices and two townships, and the seats of the worked examples.

    The bureau's member 1 is in charge of both offices. The county's member follows nothing.
    """

    city: Unit
    county: Unit
    bureau: Unit
    office1: Unit
    office2: Unit
    township1: Unit
    township2: Unit
    county_leadership: Post
    county_principal: Post
    county_discipline: Post
    leadership: Post
    principal: Post
    member1: Post
    member2: Post
    discipline: Post
    head1: Post
    head2: Post
    township1_leadership: Post
    township1_principal: Post
    township2_leadership: Post
    township2_principal: Post


def town() -> Town:
    """The tree most tests stand on; seven units, fourteen seats, nobody appointed."""
    city = unit("C", "云川市", level=Level.CITY)
    county = unit("C01", "甲县", parent=city)
    bureau = unit("C01B1", "甲局", parent=county, kind=UnitKind.DEPARTMENT)
    office1 = unit("C01B1O1", "一处", parent=bureau, kind=UnitKind.OFFICE)
    office2 = unit("C01B1O2", "二处", parent=bureau, kind=UnitKind.OFFICE)
    township1 = unit("C01T1", "东乡", parent=county, level=Level.TOWNSHIP)
    township2 = unit("C01T2", "西乡", parent=county, level=Level.TOWNSHIP)
    member1 = seat(bureau, Role.MEMBER, "副局长一", position=3)
    in_charge(member1, office1)
    in_charge(member1, office2)
    return Town(
        city, county, bureau, office1, office2, township1, township2,
        seat(county, Role.LEADERSHIP, "县委领导班子"), seat(county, Role.PRINCIPAL, "县委书记", position=1),
        seat(county, Role.DISCIPLINE_ORGAN, "县纪委", position=2),
        seat(bureau, Role.LEADERSHIP, "领导班子"), seat(bureau, Role.PRINCIPAL, "主要负责人", position=1),
        member1, seat(bureau, Role.MEMBER, "副局长二", position=4), seat(bureau, Role.DISCIPLINE_ORGAN, "纪检组", position=2),
        seat(office1, Role.PRINCIPAL, "一处处长"), seat(office2, Role.PRINCIPAL, "二处处长"),
        seat(township1, Role.LEADERSHIP, "东乡领导班子"), seat(township1, Role.PRINCIPAL, "东乡书记", position=1),
        seat(township2, Role.LEADERSHIP, "西乡领导班子"), seat(township2, Role.PRINCIPAL, "西乡书记", position=1),
    )
