"""Raising a problem: first the unit, then the form for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.problem import ProblemCategory, ProblemSource
from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.named_units import unit_named, unit_typed
from liangze.problems.actions import raise_problem
from liangze.problems.models import Problem
from liangze.problems.new_problem import NewProblem
from liangze.problems.queries.choices import raise_choices
from liangze.problems.words import names_of
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.problems.asked import day
from liangze.web.problems.unit_first import unit_first
from liangze.web.refusals import Told, each

USUAL = timedelta(days=60)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form. GET: unit (its id), parent; without a unit the page asks for it first."""
    demand(request.acting, Permission.PROBLEM_RAISE, None)
    unit_id = number(request.POST.get("unit") or request.GET.get("unit"))
    if unit_id is None:
        return unit_first(
            request, permission=Permission.PROBLEM_RAISE, then="problem-new", title=_("Raise a problem"),
            why=_("A problem is handed to the unit that has to put it right. Choose it first."),
        )
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            made = _raised(request, unit_id)
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The problem %(number)s is raised; the unit finds it in its work.") % {"number": made.number})
            return redirect("problem", made.pk)
    choices = raise_choices(unit_id=unit_id, by=request.acting, today=today())
    wrong = each(refused) if refused else ()
    errors: dict[str, list[Told]] = {}
    for one in wrong:
        errors.setdefault(one.field or "whole", []).append(one)
    context = {
        "choices": choices, "unit": choices.unit, "wrong": wrong, "errors": errors, "filled": _filled(request),
        "sources": names_of(ProblemSource), "categories": names_of(ProblemCategory), "today_iso": today().isoformat(),
    }
    return render(request, "problems/new.html", context, status=422 if refused else 200)


def _raised(request: HttpRequest, unit_id: int) -> Problem:
    form, by = request.POST, request.acting
    finder = unit_named(by=by, permission=Permission.PROBLEM_RAISE, word=form.get("finder", ""), field="finder")
    found_on, due = day(form.get("found_on")), day(form.get("due"))
    wrong = [
        Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field=field)
        for field, value in (("found_on", found_on), ("due", due)) if value is None
    ]
    if found_on is None or due is None:
        raise Refusals(wrong)
    return raise_problem(
        new=NewProblem(
            unit_id=unit_id, finder_id=finder.pk, source=form.get("source", ""), category=form.get("category", ""),
            title=form.get("title", ""), what=form.get("what", ""), found_on=found_on, due=due, post_id=number(form.get("post")),
            parent_id=number(form.get("parent")),
        ),
        repeats=number(form.get("repeats")), no_repeat=form.get("no_repeat", ""), by=by, today=today(), now=now(),
    )


def _filled(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form: as typed, else what is usual."""
    if request.method == "POST":
        return request.POST.dict()
    home = request.acting.home
    finder = unit_typed(by=request.acting, permission=Permission.PROBLEM_RAISE, unit_id=home.unit_id) if home else ""
    return {
        "finder": finder, "found_on": today().isoformat(), "due": (today() + USUAL).isoformat(),
        "parent": str(number(request.GET.get("parent")) or ""), "source": request.GET.get("source", ""),
    }
