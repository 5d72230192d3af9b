"""Where the tasks begin: one's own tasks, and the breakdowns."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.breakdown.actions import start
from liangze.breakdown.queries.breakdowns import breakdown_list, editing_units
from liangze.breakdown.queries.chosen import TaskFilter, chosen, sums
from liangze.breakdown.queries.mine import IN_CHARGE, my_tasks, of_role
from liangze.breakdown.words import names_of
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal
from liangze.core.task import PartRole, TaskState
from liangze.organisation.policy import Permission, may
from liangze.web.breakdown.asked import wanted
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.refusals import each as told

SHOWN = 60  # own tasks on a page


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Who breaks down begins with the breakdowns, everybody else with the tasks of their unit."""
    return redirect("breakdowns" if may(request.acting, Permission.TASK_EDIT, None) else "my-tasks")


@require_safe
def my_tasks_page(request: HttpRequest) -> HttpResponse:
    """The tasks of one's own units: what waits for an answer first."""
    year, asked = _year(request), wanted(request)
    role = request.GET.get("role", "")
    role = role if role in {*PartRole, IN_CHARGE} else ""
    mine = my_tasks(by=request.acting, year=year, today=today())
    of = of_role(mine, role, request.acting)
    plain = TaskFilter(text=asked.text, slow=asked.slow)
    passing = {task.id for task in chosen((each.task for each in of), plain)}
    of = [each for each in of if each.task.id in passing]
    rows = [each for each in of if not asked.state or each.task.state == asked.state]
    roles = [*names_of(PartRole), *([(IN_CHARGE, _("I am the leader in charge"))] if request.acting.posts else [])]
    context = {
        "year": year, "rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN), "whole": len(mine), "sums": _known(sums(e.task for e in of)),
        "asked": asked, "role": role, "roles": roles, "waiting": sum(bool(each.to_answer) for each in mine),
        "filtered": bool(role or asked.state or asked.text or asked.slow), "years": (today().year - 1, today().year, today().year + 1),
    }
    return render(request, "breakdown/mine.html", context)


@require_safe
def breakdowns_page(request: HttpRequest) -> HttpResponse:
    """The breakdowns that the person may read, and the way to begin one."""
    return _list(request)


@require_POST
def breakdown_new(request: HttpRequest) -> HttpResponse:
    """Begin the breakdown of a unit's year."""
    form = request.POST
    try:
        made = start(
            unit_id=number(form.get("unit")) or 0, year=number(form.get("year")) or 0, title=form.get("title", ""), by=request.acting,
            now=now(),
        )
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Conflict) as refused:
        return _list(request, refused=refused)
    messages.success(request, _("Begun. Choose what the year's tasks stand under."))
    return redirect("breakdown-start", made.pk)


def _list(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    text, year = request.GET.get("q", "").strip()[:60], number(request.GET.get("year"))
    page, rows = breakdown_list(by=request.acting, as_of=today(), year=year, text=text, page=number(request.GET.get("page")) or 1)
    edits = bool(may(request.acting, Permission.TASK_EDIT, None))
    context = {
        "rows": rows, "page": shown(page), "year": year, "text": text, "filtered": bool(text or year), "edits": edits,
        "units": editing_units(request.acting, _new_year(request)) if edits else (), "new_year": _new_year(request),
        "years": (today().year + 1, today().year, today().year - 1), "refusals": told(refused) if refused else (), "posted": request.POST,
    }
    return render(request, "breakdown/list.html", context, status=refused.status if refused else 200)


def _new_year(request: HttpRequest) -> int:
    """The year chosen, or the one looked at; else the one that is most likely broken down now: from December on the next."""
    asked, this = number(request.POST.get("year")) or number(request.GET.get("year")), today().year
    return asked if asked in (this + 1, this, this - 1) else this + 1 if today().month == 12 else this


def _year(request: HttpRequest) -> int:
    year = number(request.GET.get("year")) or today().year
    return year if 2000 <= year < 2100 else today().year


def _known(rows: tuple[tuple[str, str, int], ...]) -> list[tuple[str, str, int]]:
    """States that an issued task can have."""
    return [row for row in rows if row[0] != TaskState.DRAFTED]
