"""Looking again at what was closed: samples, drawing one, what was found."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.organisation.policy import Permission, demand, may
from liangze.organisation.queries.named_units import unit_named, unit_typed
from liangze.problems.actions import draw, look_at
from liangze.problems.queries.look_backs import look_back_page, look_backs
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.problems.asked import day
from liangze.web.refusals import each

YEAR = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """The samples and the form to draw one. POST: unit, since, until, size."""
    by, refused = request.acting, None
    home = by.home.unit_id if by.home else None
    filled = {"since": (today() - YEAR).isoformat(), "until": today().isoformat(), "size": "5"}
    if request.method == "POST":
        demand(by, Permission.PROBLEM_CLOSE_OUT, None)
        form = filled = request.POST.dict()
        try:
            unit = unit_named(by=by, permission=Permission.PROBLEM_CLOSE_OUT, word=form.get("unit", ""), field="unit")
            made = draw(
                unit_id=unit.pk, since=day(form.get("since")), until=day(form.get("until")), size=number(form.get("size")) or 0, by=by,
                today=today(), now=now(),
            )
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The sample is drawn."))
            return redirect("look-back", made.pk)
    draws = by.account_id is not None and bool(may(by, Permission.PROBLEM_CLOSE_OUT, None))
    if draws and "unit" not in filled:
        filled["unit"] = unit_typed(by=by, permission=Permission.PROBLEM_CLOSE_OUT, unit_id=home)
    page = look_backs(by=by, page=number(request.GET.get("page")) or 1)
    wrong = each(refused) if refused else ()
    context = {
        "rows": page, "page": shown(page), "draws": draws, "filled": filled, "wrong": wrong,
        "errors": {field: [one for one in wrong if one.field == field] for field in ("unit", "since", "until", "size")},
    }
    return render(request, "problems/look-backs.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, look_back_id: int) -> HttpResponse:
    """A sample. POST: key (the problem in the sample), kept_up, said, due."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        form = request.POST
        try:
            look_at(
                looked_at_id=number(form.get("key")) or 0, kept_up={"yes": True, "no": False}.get(form.get("kept_up", "")),
                said=form.get("said", ""), due=day(form.get("due")), by=request.acting, today=today(), now=now(),
            )
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The finding is recorded."))
            return redirect("look-back", look_back_id)
    found = look_back_page(look_back_id=look_back_id, by=request.acting, today=today())
    wrong = each(refused) if refused else ()
    context = {
        "found": found, "look_back": found.look_back, "wrong": wrong, "posted": request.POST if refused else {},
        "key": number(request.POST.get("key")) if refused else None, "today_iso": today().isoformat(),
        "errors": {field: [one for one in wrong if one.field == field] for field in ("kept_up", "said", "due")},
    }
    return render(request, "problems/look-back.html", context, status=refused.status if refused else 200)
