"""What is owed: obligations of kind report that the person writes for, and which of them one report can meet together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Subquery

from liangze.core.obligation import ObligationDates, state_on
from liangze.core.running import runs_on
from liangze.core.words import ActKind, Every
from liangze.duties.models import Obligation
from liangze.duties.queries.words import ClauseRef, days_left, said
from liangze.organisation.policy import Acting, Permission, demand
from liangze.reports.models import Owed
from liangze.reports.queries.reach import writing
from liangze.reports.words import addressees, period_said

SHOWN = 100
AHEAD = timedelta(days=100)  # what opens later is of no use yet


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One obligation to report. report_id, number  of the report that stands for it.  missed  its period is over: it is made up for."""

    id: int
    title: str
    clause: ClauseRef
    unit_id: int
    unit: str
    holder_id: int
    seat: str
    every: str
    period: str
    state: str
    due: str
    left: str
    to: str
    accept: str
    opens: date
    due_day: date
    missed: bool
    report_id: int | None


def owed(by: Acting, today: date) -> tuple[OwedReport, ...]:
    """Not met yet and open, or opening within weeks; by due day. One statement. Raises NotAllowed where the person writes nothing."""
    if not by.posts:
        demand(by, Permission.REPORT_WRITE, None)
    rows = _rows(by).filter(fulfilled_on=None, opens__lte=today + AHEAD, due__gte=today - timedelta(days=400))
    return tuple(shaped(row, today) for row in rows[:SHOWN])


def together(first: Obligation, by: Acting, today: date) -> tuple[OwedReport, ...]:
    """Other obligations of the seat that are open now: one report may meet them too, when it tells what they ask. One statement."""
    rows = _rows(by).filter(holder=first.holder_id, fulfilled_on=None, opens__lte=today, due__gte=today - timedelta(days=100))
    return tuple(each for row in rows.exclude(pk=first.pk)[:20] if (each := shaped(row, today)).report_id is None)


def chosen(ids: Collection[int], by: Acting) -> Sequence[Obligation]:
    """Those of the obligations to report that the person writes for, in the order of their due days. One statement."""
    return list(_rows(by).filter(pk__in=ids))


def missed(row: Obligation, today: date) -> bool:
    """Whether acts of today belong to a later period: it must be named to be made up for."""
    return row.opens <= today and not runs_on(Every(row.duty.every), row.opens, today)


def _rows(by: Acting):  # type: ignore[no-untyped-def]  # an annotated queryset
    standing = Owed.objects.filter(obligation=OuterRef("pk"), report__withdrawn_at=None).order_by("-report_id")
    rows = Obligation.objects.filter(writing(by), duty__kind=ActKind.REPORT, withdrawn_on=None, exempted_on=None)
    rows = rows.annotate(report_id=Subquery(standing.values("report_id")[:1]), stands=Exists(standing))
    return rows.select_related("unit", "holder", "duty__clause", "duty__version__regulation").order_by("due", "duty__version_id", "pk")


def shaped(row: Obligation, today: date) -> OwedReport:
    duty = row.duty
    state = state_on(ObligationDates(row.opens, row.due, row.times, row.done, row.fulfilled_on, row.exempted_on), today)
    return OwedReport(
        id=row.pk, title=duty.title, clause=ClauseRef(duty.clause_id, duty.version.cited, duty.clause.label), unit_id=row.unit_id,
        unit=row.unit.name, holder_id=row.holder_id, seat=row.holder.title, every=duty.every,
        period=period_said(duty.every, row.period_start), state=state.value, due=said(row.due, today), left=days_left(row.due, today),
        to=addressees(duty.to), accept=addressees([duty.accept]) if duty.accept else "", opens=row.opens, due_day=row.due,
        missed=missed(row, today), report_id=row.report_id,  # type: ignore[attr-defined]  # annotated
    )
