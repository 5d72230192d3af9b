"""A version of a regulation: its clause map, its pack, what it changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from liangze.core.words import State
from liangze.organisation.words import names_of
from liangze.regulations.queries.diff import diff as differences
from liangze.regulations.queries.reach import the_clause, the_version
from liangze.statistics.queries.clause_map import clause_map
from liangze.statistics.queries.duty_obligations import duty_obligations
from liangze.web.clock import today
from liangze.web.paging import shown
from liangze.web.regulations.asked import day_asked, in_chinese


@require_safe
def detail(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The clause map with live state. GET: as_of; only=bare shows what nothing implements; live=1 counts at any size."""
    as_of, live = day_asked(request, "as_of"), request.GET.get("live") == "1"
    found = clause_map(key, number, by=request.acting, as_of=as_of, today=today(), chinese=in_chinese(), live=live)
    only_bare = request.GET.get("only") == "bare"
    context = {"map": found, "page": found.page, "version": found.page.row, "as_of": as_of, "only_bare": only_bare}
    return render(request, "regulations/detail.html", context)


@require_safe
def export(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The pack as a file."""
    version = the_version(key, number, request.acting)
    response = HttpResponse(version.pack, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{key}-{number}.yaml"'
    return response


@require_safe
def diff(request: HttpRequest, key: str, number: int, other: int) -> HttpResponse:
    """What this version changes against another."""
    found = differences(key, number, other, by=request.acting, chinese=in_chinese())
    return render(request, "regulations/diff.html", {"diff": found, "key": key})


@require_safe
def duty(request: HttpRequest, duty_id: int) -> HttpResponse:
    """The obligations of a duty. GET: as_of, state, page."""
    asked = request.GET.get("state", "")
    state = State(asked) if asked in set(State) else None
    found = duty_obligations(duty_id, by=request.acting, as_of=day_asked(request, "as_of"), state=state, page=request.GET.get("page", 1))
    return render(request, "regulations/duty.html", {"found": found, "page": shown(found.page), "states": names_of(State)})


@require_safe
def clause(request: HttpRequest, clause_id: int) -> HttpResponse:
    """The clause in its version."""
    found = the_clause(clause_id, request.acting)
    address = reverse("regulation-detail", args=(found.version.regulation.key, found.version.version))
    return redirect(f"{address}#clause-{found.pk}")
