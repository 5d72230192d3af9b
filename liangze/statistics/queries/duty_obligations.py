"""The obligations of one duty, down to which a figure of the clause map opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from liangze.core.obligation import ObligationDates, state_on
from liangze.core.words import State
from liangze.duties.models import Obligation
from liangze.duties.queries.standing import done_on, states_on, stood_on
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.regulations.models import Duty
from liangze.regulations.queries.reach import nothing, versions_for

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One obligation: whose, for which period, by when, and how it stands on the day."""

    id: int
    unit: str
    seat: str
    counterpart: str
    period_start: date
    due: date
    state: str
    done: int
    times: int
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The duty with a page of its obligations due in the year of `as_of`."""

    duty: Duty
    rows: tuple[OwedRow, ...]
    page: Page
    as_of: date
    state: State | None


def duty_obligations(duty_id: int, *, by: Acting, as_of: date, state: State | None = None, page: object = 1) -> DutyPage:
    """What the reader may see of it, by due day and unit. Three statements, for a past day four. Raises NotFound."""
    duty = Duty.objects.filter(pk=duty_id, version__in=versions_for(by).order_by().values("pk")).select_related(
        "clause", "version__regulation"
    )
    row = duty.defer("version__pack").first()
    if row is None:
        raise nothing()
    owed = stood_on(Obligation.objects.all(), as_of).filter(
        states_on(as_of)[state] if state else Q(),
        duty=row,
        due__range=(date(as_of.year, 1, 1), date(as_of.year, 12, 31)),
        unit__in=Unit.objects.filter(visible(by, Permission.OVERVIEW_READ)).order_by().values("pk"),
    )
    found = Paginator(owed.select_related("unit", "holder", "counterpart__unit").order_by("due", "unit__path", "pk"), PER_PAGE).get_page(
        page
    )
    done = done_on([item.pk for item in found], as_of)
    return DutyPage(row, tuple(_row(item, done.get(item.pk, 0) if done is not None else item.done, as_of) for item in found), found,
                    as_of, state)


def _row(item: Any, done: int, as_of: date) -> OwedRow:
    """`item` an obligation of `stood_on`."""
    towards = f"{item.counterpart.unit.name} {item.counterpart.title}" if item.counterpart else ""
    dates = ObligationDates(item.opens, item.due, item.times, done, item.met_on, item.freed_on)
    met_on = item.met_on if item.met_on and item.met_on <= as_of else None
    return OwedRow(
        item.pk, item.unit.name, item.holder.title, towards, item.period_start, item.due, state_on(dates, as_of).value,
        min(done, item.times), item.times, met_on,
    )  # fmt: skip
