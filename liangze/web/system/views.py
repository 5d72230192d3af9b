"""How the installation is, and the order to plan a year. Nothing of what people recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict, Refusals
from liangze.duties.actions.order_plan import order_plan
from liangze.duties.queries.plan_runs import plan_runs
from liangze.organisation.policy import Permission, demand, may
from liangze.organisation.queries.latest_transfers import latest_transfers
from liangze.trust.queries.installation import installation
from liangze.web.clock import today
from liangze.web.forms import put_refusals
from liangze.web.system.forms import PlanForm


@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """Database, jobs, seals, planning, imports. The runs alone for htmx, which asks again while one is under way."""
    if request.htmx:
        return render(request, "system/system.html#runs", _runs(request))
    return _page(request, PlanForm(initial={"year": today().year}))


@require_POST
def system_plan(request: HttpRequest) -> HttpResponse:
    """Ask for a year to be planned."""
    demand(request.acting, Permission.OBLIGATION_PLAN, None)
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            order_plan(**form.cleaned_data, by=request.acting)
        except (Refusals, Conflict) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("Planning is ordered. The worker begins when it is free; this page shows how far it is."))
            return redirect("system" if may(request.acting, Permission.SYSTEM_READ, None) else "my-work")
    demand(request.acting, Permission.SYSTEM_READ, None)
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: PlanForm, status: int = 200) -> HttpResponse:
    context = _runs(request) | {"state": installation(), "transfers": latest_transfers(by=request.acting), "form": form}
    return render(request, "system/system.html", context, status=status)


def _runs(request: HttpRequest) -> dict[str, object]:
    runs = plan_runs(by=request.acting)
    return {"runs": runs, "under_way": any(run.is_under_way for run in runs)}
