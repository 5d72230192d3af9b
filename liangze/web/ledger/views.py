"""Pages of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liangze.breakdown.queries.others import tasks_of
from liangze.core.errors import NotFound
from liangze.core.words import State
from liangze.documents.table import Column, table
from liangze.duties.queries import ledger
from liangze.duties.queries.ledger import LedgerFilter, Option, filtered, in_state
from liangze.duties.queries.ledger_paper import ledger_paper
from liangze.duties.queries.ledger_place import ledger_place, own_unit_id, seats_in, years_of
from liangze.duties.queries.ledger_rows import Row, rows_of
from liangze.organisation.models import Unit
from liangze.organisation.policy import Permission, demand, may
from liangze.organisation.words import name_of
from liangze.web import dates
from liangze.web.clock import today
from liangze.web.ledger import pieces
from liangze.web.ledger.asked import as_of, headings, number, wanted
from liangze.web.navigation import address_with
from liangze.web.papers import demand_known_form, download
from liangze.web.pieces import Query, options

YEARS = range(2000, 2100)  # of which a ledger can be asked for


@require_safe
def own_ledger(request: HttpRequest) -> HttpResponse:
    """To the ledger of one's own unit and the present year."""
    return redirect("unit-ledger", own_unit_id(request.acting), today().year)


@require_safe
def unit_ledger(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """The ledger of a unit and year, filtered, sorted, paged, as of a day."""
    place = ledger_place(by=request.acting, unit_id=unit_id)
    _known(year)
    day, asked = as_of(request, today()), wanted(request)
    page = ledger(unit=place.unit, year=year, as_of=day, wanted=asked, page=number(request.GET.get("page")) or 1)
    query = Query(request.GET)
    new_url = reverse("entry-new") if place.may_record and day == today() else ""
    context = {
        "place": place, "unit": place.unit, "year": year, "page": page, "asked": asked, "day": day, "is_today": day == today(),
        "headings": pieces.headings(headings(asked.sort), query), "states": pieces.states(page.sums, page.total, asked.state, query),
        "rows": pieces.rows(page.rows, first=page.first, item_url=reverse("obligation", args=(0,)).removesuffix("0/"), new_url=new_url),
        "options": {
            "holder": options(_said(page.holders), str(asked.holder or "")),
            "regulation": options(_said(page.regulations), str(asked.regulation or "")),
            "every": options(_said(page.cadences), asked.every),
            "kind": options(_said(page.kinds), asked.kind),
        },
        "filtered": asked != LedgerFilter(sort=asked.sort),
        "years": years_of(unit_id, today()), "tasks_too": _tasks_too(request, place.unit),
    }
    if not page.whole:
        context |= {"seats": seats_in(unit_id, day), "unit_url": address_with("unit-detail", unit_id)}
    return render(request, "ledger/ledger.html", context)


@require_safe
def ledger_tasks(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """The unit's tasks of the year as they stood on a day: a part of the ledger that asks for itself, or a page of its own."""
    place = ledger_place(by=request.acting, unit_id=unit_id)
    demand(request.acting, Permission.TASK_READ, place.unit)
    _known(year)
    day = as_of(request, today())
    context = {"unit": place.unit, "year": year, "day": day, "tasks": tasks_of(unit_id, year, as_of=day)}
    return render(request, "ledger/tasks.html#tasks" if request.htmx else "ledger/tasks.html", context)


@require_safe
def ledger_export(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """What the page shows under its filters, all rows: as a workbook to reckon with, or by `?format=` (docx, pdf) as a paper to print."""
    place = ledger_place(by=request.acting, unit_id=unit_id)
    _known(year)
    day, asked, form = as_of(request, today()), wanted(request), request.GET.get("format", "xlsx")
    demand_known_form(form)
    name = f"ledger-{place.unit.code}-{year}-{day:%m%d}"
    if form != "xlsx":
        return download(ledger_paper(unit=place.unit, year=year, as_of=day, wanted=asked), form, name)
    rows = [row for row in filtered(rows_of(unit_id, year, day), asked) if in_state(row, asked.state)]
    title = _("%(unit)s: ledger of %(year)s") % {"unit": place.unit.name, "year": year}
    lede = _("As of %(day)s; %(n)s items.") % {"day": dates.full_day(day), "n": len(rows)}
    content = table(title=title, lede=lede, columns=_columns(), rows=map(_cells, range(1, len(rows) + 1), rows), sheet=str(year))
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _tasks_too(request: HttpRequest, unit: Unit) -> bool:
    """Tasks stand on the first page of the ledger, for whom they are to be seen, unless it is narrowed to certain obligations."""
    narrowed = any(request.GET.get(word) for word in ("page", "holder", "regulation", "every", "doubt", "kind", "due_from"))
    return not narrowed and bool(may(request.acting, Permission.TASK_READ, unit))


def _said(choices: Iterable[Option]) -> list[tuple[str, str]]:
    return [(each.value, f"{each.name} ({each.n})") for each in choices]


def _known(year: int) -> None:
    if year not in YEARS:
        raise NotFound("There is no ledger of that year.", remedy="Choose a year between 2000 and 2099.")


def _columns() -> list[Column]:
    return [
        Column(_("No."), 5), Column(_("Item"), 40), Column(_("Regulation"), 26), Column(_("Clause"), 16), Column(_("Seat"), 16),
        Column(_("Period"), 11), Column(_("Due day"), 12), Column(_("State"), 11), Column(_("Done on"), 12), Column(_("Entered on"), 12),
        Column(_("Days entered late"), 10), Column(_("Files"), 7), Column(_("Proof used twice"), 10), Column(_("Closed out"), 20),
    ]


def _cells(no: int, row: Row) -> list[str | int | date | None]:
    return [
        no, row.title, row.clause.cited, row.clause.label, row.seat, row.period, row.due_day, name_of(State(row.state)),
        row.happened_day, row.entered_day, row.late_days or None, row.files, _("yes") if row.reused else "", row.closed,
    ]
