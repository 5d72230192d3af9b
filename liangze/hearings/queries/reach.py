"""Which hearings a person may read, and who may do what in them. The one place that decides it."""

from __future__ import annotations

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.words import Role, UnitKind
from liangze.hearings.models import Hearing, HearingReporter
from liangze.organisation.models import Appointment, Post, Unit
from liangze.organisation.policy import Acting, Permission, demand, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.policy.ways import by_each_way, in_any_way
from liangze.trust import clock

#: Seats that can answer for having held a hearing, and seats that can report in one.
HOLDERS = (Role.DISCIPLINE_ORGAN, Role.LEADERSHIP, Role.STATIONED_GROUP)
REPORTERS = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL, Role.LEADERSHIP)
OFFERED = 200  # seats offered at most


def hearings_for(by: Acting) -> QuerySet[Hearing]:
    """Hearings of units that the person reads, and those in which a seat of such a unit, or one of the person's own, reports.

    To be narrowed to few; lists take `listed_for`.
    """
    return _with_people(Hearing.objects.filter(in_any_way(*_ways(by))))


def listed_for(by: Acting) -> QuerySet[Hearing]:
    """All of them, as lists need them: each way to them by its own index."""
    return _with_people(by_each_way(Hearing.objects.all(), *_ways(by), by=by))


def _ways(by: Acting) -> tuple[Q, ...]:
    reports = (visible(by, Permission.HEARING_READ, "post__unit__path"), Q(post__in=by.posts))
    reported = (Q(pk__in=HearingReporter.objects.filter(way).values("hearing")) for way in reports)
    return visible(by, Permission.HEARING_READ, "unit__path"), Q(holder__in=by.posts), *reported


def _with_people(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    return rows.select_related("unit", "holder", "planned_by", "held_by", "voided_by")


def the_hearing(number: int, by: Acting) -> Hearing:
    """The hearing. Raises NotFound when there is none or it may not be known. One statement."""
    row = hearings_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such hearing among those that you may read.", remedy="Look for it in the list of hearings.")


def may_hold(by: Acting, unit: Unit) -> bool:
    return by.account_id is not None and bool(may(by, Permission.HEARING_HOLD, unit))


def demand_holding(by: Acting, unit: Unit) -> None:
    """Raise NotAllowed unless the person may hold hearings of the unit."""
    if by.account_id is None:
        raise NotAllowed("Only a person can hold a hearing.", remedy="Sign in with an account.")
    demand(by, Permission.HEARING_HOLD, unit)


def may_report(by: Acting, reporter: HearingReporter, unit: Unit) -> bool:
    """Whether the person may enter what this seat reports and answers: the seat itself, who writes reports for its unit, or the holder."""
    return by.account_id is not None and (
        reporter.post_id in by.posts or bool(may(by, Permission.REPORT_WRITE, reporter.post.unit)) or may_hold(by, unit)
    )


def demand_reporting(by: Acting, reporter: HearingReporter, unit: Unit) -> None:
    """Raise NotAllowed unless the person may."""
    if not may_report(by, reporter, unit):
        raise NotAllowed(
            "You may not report for %(unit)s.", params={"unit": reporter.post.unit.name},
            remedy="The seat itself, whoever writes reports for its unit, or whoever holds the hearing enters it.",
        )


def named(posts: QuerySet[Post]) -> QuerySet[Post]:
    """With unit and `holder_name`: who holds the seat today."""
    held = Appointment.objects.filter(in_force(clock.today()), post=OuterRef("pk")).values("person__name")[:1]
    return posts.select_related("unit").annotate(holder_name=Subquery(held))


def holders(unit: Unit) -> QuerySet[Post]:
    """Seats of the unit that can answer for a hearing; in a region the discipline organ first, which the rules ask for it."""
    first = Case(When(role=Role.DISCIPLINE_ORGAN, unit__kind=UnitKind.REGION, then=0), default=1)
    posts = Post.objects.filter(in_force(clock.today()), unit=unit, role__in=HOLDERS)
    return named(posts).annotate(first=first).order_by("first", "position", "code")


def candidates(unit: Unit) -> QuerySet[Post]:
    """Seats that can report to the unit: its own, and those of the units directly below."""
    below = Q(unit=unit) | Q(unit__parent=unit, role=Role.PRINCIPAL)
    posts = Post.objects.filter(below, in_force(clock.today()), role__in=REPORTERS)
    return named(posts).order_by("unit__path", "position", "code")


def reporters_of(hearing_id: int) -> QuerySet[HearingReporter]:
    """Who reports, with post, unit and `person`, who holds the seat on the day of the hearing."""
    day = OuterRef("hearing__held_on")
    then = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    held = Appointment.objects.filter(then, post=OuterRef("post")).values("person__name")[:1]
    return HearingReporter.objects.filter(hearing=hearing_id).select_related("post__unit").annotate(person=Subquery(held))


def said(reporter: HearingReporter) -> str:
    """Unit, seat and name, as it stands on a ballot."""
    return " ".join(filter(None, (reporter.post.unit.name, reporter.post.title, reporter.person)))  # type: ignore[attr-defined]  # annotated
