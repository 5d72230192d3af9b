"""Breaking down from the list items, and carrying unfinished tasks over into the next year."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from liangze.breakdown.actions import carry_over_all
from liangze.breakdown.queries.carry import carry_page
from liangze.breakdown.queries.start import start_page
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told


@require_safe
def breakdown_start(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """The list items with and without tasks."""
    missing = request.GET.get("missing") == "1"
    found = start_page(breakdown_id=breakdown_id, by=request.acting, today=today(), missing=missing)
    return render(request, "breakdown/start.html", {"found": found, "page": found.page, "place": "start", "missing": missing})


@require_http_methods(["GET", "HEAD", "POST"])
def breakdown_carry(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """The open tasks of a year, to be ticked one by one, each with its new due day."""
    if request.method != "POST":
        return _carry(request, breakdown_id)
    form = request.POST
    ids = [key for text in form.getlist("task") if (key := number(text))]
    wrong: list[Told] = []
    days: dict[int, date] = {}
    for key in ids:
        try:
            days[key] = date.fromisoformat(form.get(f"due-{key}", ""))
        except ValueError:
            wrong += told(Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field=f"due-{key}"))
    if not wrong:
        try:
            made = carry_over_all(
                breakdown_id=breakdown_id, dues=days, reason=form.get("reason", ""), by=request.acting, today=today(), now=now()
            )
        except (NotFound, NotAllowed):
            raise
        except (Refusal, Refusals) as refused:
            wrong += told(refused)
        else:
            said = ngettext("%(n)s task carried over, to be looked through and issued.",
                            "%(n)s tasks carried over, to be looked through and issued.", len(made))
            messages.success(request, said % {"n": len(made)})
            return redirect("breakdown", made[0].breakdown_id)
    return _carry(request, breakdown_id, wrong)


def _carry(request: HttpRequest, breakdown_id: int, wrong: list[Told] | None = None) -> HttpResponse:
    found = carry_page(breakdown_id=breakdown_id, by=request.acting, today=today())
    form = request.POST
    ticked = {key for text in form.getlist("task") if (key := number(text))}
    rows = [(task, task.id in ticked, form.get(f"due-{task.id}", f"{found.page.year + 1}-12-31")) for task in found.open]
    context = {
        "found": found, "page": found.page, "rows": rows, "refusals": wrong or (), "reason": form.get("reason", ""), "place": "carry",
        "bad": {each.field for each in wrong or ()}, "next_year": found.page.year + 1,
        "new_title": _("%(unit)s: breakdown of %(year)s") % {"unit": found.page.unit, "year": found.page.year + 1},
    }
    return render(request, "breakdown/carry.html", context, status=422 if wrong else 200)
