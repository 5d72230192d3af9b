"""Pages over a unit's year: the plan against what is owed, and whom education has not reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.errors import Refusals
from liangze.core.study import Form
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.organisation.policy import Permission
from liangze.organisation.queries.named_units import typed, unit_named
from liangze.study.queries.paper import reached_paper
from liangze.study.queries.plan import year_plan
from liangze.study.queries.plan_paper import plan_paper
from liangze.study.queries.reached import ONLY, reached_page
from liangze.study.words import NAMES
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.paging import Shown
from liangze.web.papers import demand_known_form, download
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.study.views import year_of, years
from liangze.web.unit_picker import UnitInput


@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """The year by quarters: what is owed, planned, held. GET: unit or named, year."""
    unit, wrong = _unit(request)
    plan = year_plan(unit_id=unit, year=year_of(request), by=request.acting, today=today())
    context = {"plan": plan, "years": years(), "place": "plan", "picker": _picker(typed(plan.unit)), "wrong": wrong}
    return render(request, "study/plan.html", context, status=422 if wrong else 200)


@require_safe
def plan_export(request: HttpRequest, form: str) -> HttpResponse:
    """The plan as Excel, Word or PDF. GET: unit or named, year."""
    demand_known_form(form)
    unit, _wrong = _unit(request)
    paper = plan_paper(unit_id=unit, year=year_of(request), by=request.acting, today=today())
    return download(paper, form, paper.title)


@require_safe
def reached_list(request: HttpRequest) -> HttpResponse:
    """Who was reached by which form, who by none. GET: unit or named, year, below, who, page."""
    unit, wrong = _unit(request)
    only = request.GET.get("who", "")
    only = only if only in ONLY else ""
    page = reached_page(
        unit_id=unit, year=year_of(request), by=request.acting, today=today(), below=request.GET.get("below") == "1", only=only,
        page=number(request.GET.get("page")) or 1,
    )
    context = {
        "page": page, "only": only, "years": years(), "place": "reached", "picker": _picker(typed(page.unit)), "wrong": wrong,
        "forms": [str(NAMES[form]) for form in Form], "pager_page": Shown(page.number, page.pages, page.total, page.first, page.last_row),
    }
    return render(request, "study/reached.html", context, status=422 if wrong else 200)


@require_safe
def reached_export(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file, all rows of what is shown."""
    demand_known_form(form)
    unit, _wrong = _unit(request)
    found = reached_page(
        unit_id=unit, year=year_of(request), by=request.acting, today=today(), below=request.GET.get("below") == "1",
        only=request.GET.get("who", ""), everything=True,
    )
    paper = reached_paper(found)
    return download(paper, form, paper.title)


def _unit(request: HttpRequest) -> tuple[int, list[Told]]:
    """The unit asked about: typed, by its id, else one's own. What was typed wrongly is told, and one's own is shown."""
    word, by = request.GET.get("named", "").replace("\0", "").strip()[:160], request.acting
    chosen = number(request.GET.get("unit"))
    if word and not chosen:
        try:
            return unit_named(by=by, permission=Permission.STUDY_READ, word=word, field="named").pk, []
        except Refusals as refused:
            return own_unit_id(by, Permission.STUDY_READ), list(told(refused))
    return chosen or own_unit_id(by, Permission.STUDY_READ), []


def _picker(shown: str) -> str:
    return UnitInput(Permission.STUDY_READ).render("named", shown, {"id": "named", "class": "form-control"})
