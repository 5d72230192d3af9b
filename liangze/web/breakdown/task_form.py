"""The form of a task: new, or changed in a further revision. It works without JavaScript; more rows come with a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from liangze.breakdown.actions import add_task, change_task
from liangze.breakdown.checks import all_wrong
from liangze.breakdown.queries.choices import Choices, choices, clause_of_item, item_choice
from liangze.breakdown.queries.task import task_asked
from liangze.breakdown.queries.tasks import TaskView
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.web.breakdown.filled import Filled, empty, of_item, of_task, posted
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told

ORDER = ("title", "target", "item", "basis", "leader", "lead", "participating", "supervising", "starts", "due", "measures", "milestones")
REDRAWS = frozenset({"more-parts", "more-milestones"})


@require_http_methods(["GET", "HEAD", "POST"])
def task_new(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """A new task, perhaps under a list item (`item` in the address)."""
    offered = choices(by=request.acting, breakdown_id=breakdown_id, today=today())
    if request.method != "POST":
        item = number(request.GET.get("item"))
        return _form(request, offered, of_item(offered, item_choice(offered, item)) if item else empty(offered))
    filled = posted(request)
    if request.POST.get("do") in REDRAWS:
        return _form(request, offered, filled)
    terms, wrong = filled.terms(offered, _clause(filled))
    if wrong := _told(offered, terms, wrong):
        return _form(request, offered, filled, wrong=wrong)
    try:
        made = add_task(breakdown_id=breakdown_id, terms=terms, by=request.acting, today=today(), now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _form(request, offered, filled, wrong=told(refused), status=refused.status)
    messages.success(request, _("Task %(number)s is drafted.") % {"number": made.number})
    return redirect("task-new", breakdown_id) if request.POST.get("do") == "save-more" else redirect("task", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request: HttpRequest, task_id: int) -> HttpResponse:
    """Change what a task asks. Who changed it meanwhile is not overwritten unseen."""
    task = task_asked(task_id=task_id, by=request.acting, today=today())
    offered = choices(by=request.acting, breakdown_id=task.breakdown_id, today=today())
    if request.method != "POST":
        return _form(request, offered, of_task(task), task=task)
    filled = posted(request)
    if request.POST.get("do") in REDRAWS:
        return _form(request, offered, filled, task=task)
    terms, wrong = filled.terms(offered, _clause(filled))
    if filled.seen == task.revision and (wrong := _told(offered, terms, wrong)):
        return _form(request, offered, filled, task=task, wrong=wrong)
    try:
        anew = change_task(
            task_id=task_id, terms=terms, seen=filled.seen, reason=filled.reason, by=request.acting, today=today(), now=now()
        )
    except (NotAllowed, NotFound):
        raise
    except Conflict as refused:
        other = _different(filled, of_task(task), offered) if filled.seen != task.revision else []
        mine = replace(filled, seen=task.revision)
        return _form(request, offered, mine, task=task, wrong=told(refused), other=other, status=refused.status)
    except (Refusal, Refusals) as refused:
        return _form(request, offered, filled, task=task, wrong=told(refused), status=422)
    if task.issued and anew:
        messages.success(request, _("Changed. %(n)s units are asked to accept anew.") % {"n": len(anew)})
    else:
        messages.success(request, _("Changed. The acceptances given stand.") if task.issued else _("Saved."))
    return redirect("task", task_id)


def _clause(filled: Filled) -> int | None:
    """A task under a list item stands on the item's clause; without one, on the clause it came with."""
    return (clause_of_item(filled.item) if filled.item else None) or filled.clause


def _told(offered: Choices, terms: Any, wrong: list[Refusal]) -> list[Told]:
    """What cannot be read, and everything else that is wrong with it, once for each field."""
    unread = {refusal.field for refusal in wrong}
    more = [refusal for refusal in all_wrong(terms, breakdown=offered.breakdown) if refusal.field not in unread]
    ordered = sorted((*wrong, *more), key=lambda refusal: ORDER.index(refusal.field) if refusal.field in ORDER else len(ORDER))
    return [one for refusal in ordered for one in told(refusal)]


def _different(mine: Filled, theirs: Filled, offered: Choices) -> list[tuple[str, str]]:
    """(field, what is in force now) of the simple fields in which the two differ, in words."""
    leaders, units = dict(offered.leaders), dict(offered.units)
    named = {
        "title": _("Task"), "target": _("Target"), "basis": _("Basis in own words"), "measures": pgettext("tasks", "Measures"),
        "proof": _("Proof expected"), "starts": _("First day"), "due": pgettext("tasks", "Due day"),
        "lead_share": _("What the lead unit does"),
    }
    found = [(name, str(getattr(theirs, key))) for key, name in named.items() if getattr(mine, key) != getattr(theirs, key)]
    if mine.leader != theirs.leader:
        found.append((pgettext("tasks", "Leader in charge"), leaders.get(theirs.leader or 0, "")))
    if mine.lead != theirs.lead:
        found.append((pgettext("tasks", "Lead unit"), units.get(theirs.lead or 0, "")))
    if [row for row in mine.parts if row] != [row for row in theirs.parts if row]:
        parts = (f"{units.get(row.unit or 0, '')} {row.share}".strip() for row in theirs.parts if row)
        found.append((_("Participating units"), "；".join(parts)))
    if [row for row in mine.stones if row] != [row for row in theirs.stones if row]:
        stones = (f"{row.day} {row.what} {row.share}%" for row in theirs.stones if row)
        found.append((_("Milestones"), "；".join(stones)))
    return found


def _form(
    request: HttpRequest, offered: Choices, filled: Filled, *, task: TaskView | None = None, wrong: Sequence[Told] = (),
    other: Sequence[tuple[str, str]] = (), status: int = 422,
) -> HttpResponse:
    errors: dict[str, list[Told]] = {}
    for each in wrong:
        errors.setdefault(each.field or "whole", []).append(each)
    known = dict(offered.units)
    units = [*offered.units, *((part.unit_id, part.unit_name) for part in (task.doing if task else ()) if part.unit_id not in known)]
    item = next((each for each in offered.items if each.id == filled.item), None)
    context = {
        "offered": offered, "breakdown": offered.breakdown, "filled": filled, "task": task, "wrong": wrong, "errors": errors,
        "other": other, "units": units, "item": item, "year_from": date(offered.breakdown.year, 1, 1).isoformat(),
        "year_until": date(offered.breakdown.year, 12, 31).isoformat(),
    }
    return render(request, "breakdown/form.html", context, status=status if wrong else 200)
