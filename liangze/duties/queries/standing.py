"""The rows and states of a past day for querysets: see as_of, which says the same for statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models import Count as Number
from django.utils import timezone

from liangze.core.obligation import LEAD_DAYS
from liangze.core.words import State
from liangze.duties.models import Count, Exemption, Obligation, Withdrawal
from liangze.trust.clock import today


class Nth(Func):
    """The element of an array at a place that is itself an expression, from 1 on; null behind the end."""

    template, arg_joiner, output_field = "(%(expressions)s]", ")[", DateField()


def stood_on(rows: QuerySet[Obligation], day: date) -> QuerySet[Obligation]:
    """Those that were owed on `day`, with `met_on` and `freed_on`: what `fulfilled_on` and `exempted_on` read then."""
    rows = rows.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))
    if day >= today():
        return rows.annotate(met_on=F("fulfilled_on"), freed_on=F("exempted_on"))
    after, own = over(day), Q(obligation=OuterRef("pk"))
    withdrawn = Withdrawal.objects.filter(own, since__lte=day, until__gt=day)
    exempt = Exemption.objects.filter(own, approved=True, decided_at__lt=after, ended_at__gte=after)
    accepted_later = Count.objects.filter(own, withdrawn_at=None, accepted_at__gte=after)
    days = ArraySubquery(counted_on(Count.objects.filter(own), day).order_by("on").values("on"))
    return rows.filter(~Exists(withdrawn)).annotate(
        met_on=Case(When(Exists(accepted_later), then=Nth(days, F("times"))), default=F("fulfilled_on")),
        freed_on=Case(When(Exists(exempt), then=Value(day, DateField())), default=F("exempted_on")),
    )


def done_on(ids: Sequence[int], day: date) -> dict[int, int] | None:
    """How many deeds counted for each of these at the end of a past day; None for the present, when the rows say it. One statement."""
    if day >= today():
        return None
    counts = counted_on(Count.objects.filter(obligation__in=ids), day)
    return dict(counts.order_by().values("obligation").annotate(n=Number("pk")).values_list("obligation", "n"))


def counted_on(counts: QuerySet[Count], day: date) -> QuerySet[Count]:
    """Those that counted at the end of a past day: done, and accepted where somebody must accept."""
    accepted = Q(needs_acceptance=False) | Q(accepted_at__lt=over(day))
    return counts.filter(accepted, on__lte=day, withdrawn_at=None, returned_at=None)


def over(day: date) -> datetime:
    """The moment at which the day is over."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())


def states_on(day: date) -> dict[State, Q]:
    """The rows of `stood_on` in each state on `day`, as liangze.core.obligation.state_on says it; each is in exactly one."""
    exempt = Q(freed_on__isnull=False, freed_on__lte=day)
    done = ~exempt & Q(met_on__isnull=False, met_on__lte=day)
    waits = ~exempt & (Q(met_on__isnull=True) | Q(met_on__gt=day))
    soon = day + timedelta(days=LEAD_DAYS)
    return {
        State.EXEMPT: exempt,
        State.FULFILLED: done & Q(met_on__lte=F("due")),
        State.LATE: done & Q(met_on__gt=F("due")),
        State.OVERDUE: waits & Q(due__lt=day),
        State.UPCOMING: waits & Q(due__gte=day, opens__gt=day),
        State.DUE_SOON: waits & Q(due__gte=day, opens__lte=day, due__lte=soon),
        State.OPEN: waits & Q(due__gte=day, opens__lte=day, due__gt=soon),
    }
