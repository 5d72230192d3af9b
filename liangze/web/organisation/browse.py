"""Pages to read: the tree, a unit, its history, people, who was responsible."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.errors import Refusal
from liangze.core.words import UnitKind
from liangze.organisation import queries
from liangze.organisation.policy import Permission, demand, may
from liangze.organisation.queries.tree import seen_unit
from liangze.organisation.words import names_of
from liangze.web.clock import today
from liangze.web.organisation.asking import asked_day
from liangze.web.organisation.forms import ResponsibleForm
from liangze.web.paging import shown
from liangze.web.refusals import told


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The tree, one level at a time; with a word, everything below that matches."""
    on = asked_day(request)
    below = request.GET.get("in", "")
    sought = queries.Sought(request.GET.get("q", "").strip(), request.GET.get("kind", ""), closed=request.GET.get("closed") == "yes")
    found = queries.branch(
        by=request.acting, unit_id=int(below) if below.isdecimal() else None, on=on, sought=sought, page=request.GET.get("page", 1)
    )
    context = {
        "branch": found, "page": shown(found.page), "sought": sought, "on": on, "dated": dated(on), "kinds": names_of(UnitKind),
    }  # fmt: skip
    return render(request, "organisation/units.html", context)


def dated(on: object) -> str:
    """The query that keeps the day on links; nothing for today."""
    return "" if on == today() else "?" + urlencode({"on": str(on)})


@require_safe
def unit_detail(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit on the day."""
    on = asked_day(request)
    unit = queries.unit_detail(by=request.acting, unit_id=unit_id, on=on)
    findings = [
        told(Refusal(f.what, remedy=f.remedy, clause=f.clause, params={k: str(v) for k, v in f.params.items()})) for f in unit.findings
    ]
    return render(request, "organisation/unit-detail.html", {"unit": unit, "findings": findings, "on": on, "dated": dated(on)})


@require_safe
def unit_history(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What changed in a unit, latest first; around a day when one is asked for."""
    around = asked_day(request) if request.GET.get("on") else None
    found = queries.history(by=request.acting, unit_id=unit_id, around=around, page=request.GET.get("page", 1))
    return render(request, "organisation/unit-history.html", {"found": found, "page": shown(found.page), "around": around})


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People, by the beginning of name or number."""
    on, word = asked_day(request), request.GET.get("q", "").strip()
    rows, page = queries.people(by=request.acting, on=on, word=word, page=request.GET.get("page", 1))
    edit = bool(may(request.acting, Permission.ORGANISATION_EDIT, None))
    context = {"rows": rows, "page": shown(page), "q": word, "on": on, "dated": dated(on), "may_edit": edit}
    return render(request, "organisation/people.html", context)


@require_safe
def person_detail(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: what they held, and what was in their charge."""
    person = queries.person_detail(by=request.acting, person_id=person_id, on=asked_day(request))
    return render(request, "organisation/person-detail.html", {"person": person})


@require_safe
def responsible(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The chain of who was responsible for the unit and an area on a day."""
    demand(request.acting, Permission.ORGANISATION_READ, None)
    data = {"area": request.GET.get("area", ""), "day": request.GET.get("day") or today().isoformat()}
    form = ResponsibleForm(data)
    chain, status = None, 200
    if form.is_valid():
        chain = queries.responsible(by=request.acting, unit_id=unit_id, today=today(), **form.cleaned_data)
    else:
        status = 422
    name = chain[0].unit if chain else seen_unit(request.acting, unit_id).name
    context = {"form": form, "chain": chain, "unit_id": unit_id, "name": name}
    return render(request, "organisation/responsible.html", context, status=status)
