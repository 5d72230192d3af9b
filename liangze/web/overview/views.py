"""The tree dashboard: one call for its figures, one for the glance below."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from liangze.core.errors import NotAllowed
from liangze.core.words import ActKind
from liangze.organisation.policy import Permission, may
from liangze.organisation.policy.roles import ALLOWS
from liangze.organisation.words import names_of
from liangze.statistics.queries import SORTS, due_days, heat, month_end, overview, tree, why
from liangze.web.clock import today
from liangze.web.months import weeks
from liangze.web.overview import asked as address
from liangze.web.overview import shown
from liangze.web.overview.pieces import due_chart, key, rate_chart, why_link
from liangze.web.overview.reasons import sentence
from liangze.web.pieces import options

SORT_NAMES = {
    "overdue": gettext_lazy("Most overdue first"),
    "due_soon": gettext_lazy("Most due soon first"),
    "rate": gettext_lazy("Highest on-time rate first"),
    "total": gettext_lazy("Most obligations first"),
    "name": gettext_lazy("Order of the tree"),
}


@require_safe
def own_overview(request: HttpRequest) -> HttpResponse:
    """To the unit where the person may see most: that of the first grant that allows it."""
    for held in request.acting.grants:
        if Permission.OVERVIEW_READ in ALLOWS.get(held.role, {}):
            return redirect("overview-unit", held.unit_id)
    decision = may(request.acting, Permission.OVERVIEW_READ, None)
    raise NotAllowed(decision.why, params=decision.params, remedy="If your work needs it, ask the security administrator for a grant.")


@require_safe
def unit_overview(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The figures of a unit and its children, as of a day."""
    asked = address.asked(request.GET, today())
    found = overview(node_id=unit_id, as_of=asked.on, filters=asked.filters, by=request.acting, today=asked.today, sort=asked.sort)
    glance = heat(tree=found.tree, as_of=asked.on, filters=asked.filters, today=asked.today)
    context = {
        "asked": asked,
        "overview": found,
        "node": found.tree.node,
        "above": [(place.name, shown.address(place.id) + asked.query) for place in found.tree.above],
        "figures": shown.figures(found, asked),
        "total": f"{found.total.total:,}",
        "why_total": why_link(f"{shown.address(unit_id)}why/{asked.why()}", f"{found.total.total:,}", "lz-figures__value lz-num"),
        "key": key(),
        "rate": shown.percent(found.total.rate),
        "lines": shown.lines(found, asked),
        "by": [
            (gettext("By regulation"), shown.shares(found.regulations, asked, "regulation")),
            (gettext("By kind of act"), shown.shares(found.kinds, asked, "kind")),
        ],
        "units": len(found.rows),
        "overdue_word": pgettext("figure", "Overdue"),
        "rate_word": gettext("On time"),
        "overdue_total": f"{found.total.overdue:,}",
        "due_soon_total": f"{found.total.due_soon:,}",
        "count_of_regulations": len(found.choices),
        "regulation_options": options([(str(number), name) for number, name in found.choices], str(asked.filters.regulation or "")),
        "kind_options": options(names_of(ActKind), asked.filters.kind),
        "sort_options": options([(name, str(SORT_NAMES[name])) for name in SORTS], asked.sort),
        "filtered": asked.filters.regulation is not None or bool(asked.filters.kind) or asked.on != asked.today,
        "trend": rate_chart(found.trend, get_language() or ""),
        "ahead": due_chart(found.ahead, get_language() or ""),
        "ahead_total": f"{sum(due.tally.due_soon for due in found.ahead):,}",
        "own_url": shown.address(unit_id),
        "calendar_url": shown.calendar_address(unit_id) + asked.query,
        "burden_url": shown.burden_address(unit_id, asked.filters.year),
        "ledger_url": shown.ledger_address(found.tree.node.id, asked),
        "glance": shown.tiles(found, glance, asked),
    }
    return render(request, "overview/overview.html", context)


@require_safe
def figure(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Why a figure is what it is: a fragment beside it, or a page of its own without JavaScript."""
    asked = address.asked(request.GET, today())
    own, state = request.GET.get("own") == "1", address.state(request.GET.get("state", ""))
    answer = why(node_id=unit_id, own=own, state=state, as_of=asked.on, filters=asked.filters, by=request.acting, today=asked.today)
    context = {
        "asked": asked,
        "answer": answer,
        "sentence": sentence(answer),
        "back": shown.address(unit_id) + asked.query,
        "records_url": shown.ledger_address(unit_id, asked, state) if own or not answer.tree.node.inner else "",
    }
    return render(request, "overview/why.html#answer" if request.htmx else "overview/why.html", context)


@require_safe
def calendar(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A month of due days of a unit and all below it."""
    asked = address.asked(request.GET, today())
    start = address.month(request.GET.get("month", ""), asked.on)
    filters = replace(asked.filters, year=start.year)
    found = tree(unit_id, by=request.acting, permission=Permission.OVERVIEW_READ)
    days = due_days(tree=found, start=start, end=month_end(start), as_of=asked.on, filters=filters, today=asked.today)
    context = {
        "asked": asked,
        "node": found.node,
        "above": [(place.name, shown.address(place.id) + asked.query) for place in found.above],
        "back": shown.address(unit_id) + asked.query,
        "month": start,
        "before": f"{start - timedelta(days=1):%Y-%m}",
        "after": f"{month_end(start) + timedelta(days=1):%Y-%m}",
        "weeks": weeks(start, {due.day: due.tally for due in days}, asked.today),
        "days": [shown.due_day(due) for due in days],
        "total": sum(due.tally.total for due in days),
    }
    return render(request, "overview/calendar.html", context)
