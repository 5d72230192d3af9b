"""One breakdown: as a board, a table, a timeline, a document; issued and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from liangze.breakdown.actions import issue, withdraw
from liangze.breakdown.queries.breakdowns import BreakdownPage, breakdown_page
from liangze.breakdown.queries.chosen import chosen, leaders, sums, units
from liangze.breakdown.queries.paper import tasks_paper
from liangze.breakdown.queries.plans import plan_topics
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.task import ENDED, TaskState
from liangze.documents import official
from liangze.web.breakdown.asked import headings, wanted
from liangze.web.breakdown.drawings import line
from liangze.web.clock import now, today
from liangze.web.ledger.asked import as_of, number
from liangze.web.paging import shown
from liangze.web.refusals import each as told

ROWS = 50
CARDS = 30  # in a column; the rest is in the table
FORMATS = {
    "pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def board(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Columns by state."""
    page, context = _context(request, breakdown_id, "board")
    tasks = chosen(page.tasks, context["asked"])
    columns = []
    for state, name, n in sums(tasks):
        if (n or state not in (TaskState.DRAFTED, TaskState.RETURNED)) and TaskState(state) not in ENDED - {TaskState.CLOSED}:
            cards = [task for task in tasks if task.state == state]
            columns.append({"state": state, "name": name, "n": n, "cards": cards[:CARDS], "more": max(0, n - CARDS)})
    aside = [(state, name, n) for state, name, n in sums(tasks) if n and state in (TaskState.DROPPED, TaskState.CARRIED)]
    return render(request, "breakdown/board.html", context | {"columns": columns, "aside": aside})


@require_safe
def table(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Rows with filters and order in the address."""
    page, context = _context(request, breakdown_id, "table")
    found = Paginator(chosen(page.tasks, context["asked"]), ROWS).get_page(number(request.GET.get("page")) or 1)
    return render(request, "breakdown/table.html", context | {
        "rows": list(found), "pages": shown(found), "headings": headings(context["asked"].sort),
    })


@require_safe
def timeline(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """The year's line with a lane for each task."""
    page, context = _context(request, breakdown_id, "timeline")
    return render(request, "breakdown/timeline.html", context | {
        "line": line(chosen(page.tasks, context["asked"]), page.year, context["day"]),
    })


@require_safe
def document(request: HttpRequest, breakdown_id: int, kind: str) -> HttpResponse:
    """The task table as an official document: what the filters show."""
    if kind not in FORMATS:
        raise NotFound("There is no document of this kind.", remedy="Choose PDF, Word or Excel.")
    day, asked = as_of(request, today()), wanted(request)
    page = breakdown_page(breakdown_id=breakdown_id, by=request.acting, as_of=day)
    paper = tasks_paper(page, chosen(page.tasks, asked), day, part=asked.any)
    content = official.pdf(paper).content if kind == "pdf" else official.docx(paper) if kind == "docx" else official.xlsx(paper)
    response = HttpResponse(content, content_type=FORMATS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="tasks-{page.unit_id}-{page.year}.{kind}"'
    return response


@require_POST
def breakdown_issue(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Issue what is drafted."""
    form = request.POST
    try:
        ids = issue(
            breakdown_id=breakdown_id, seen=number(form.get("seen")) or 0, topics=form.getlist("topics"), by=request.acting, today=today(),
            now=now(),
        )
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _refused(request, breakdown_id, refused)
    messages.success(request, ngettext("%(n)s task issued.", "%(n)s tasks issued.", len(ids)) % {"n": len(ids)})
    return redirect("breakdown", breakdown_id)


@require_POST
def breakdown_withdraw(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Withdraw it, with a reason."""
    try:
        withdraw(breakdown_id=breakdown_id, reason=request.POST.get("reason", ""), by=request.acting, today=today(), now=now())
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _refused(request, breakdown_id, refused)
    messages.success(request, _("Withdrawn. Its open tasks are dropped, and what it had settled is open again."))
    return redirect("breakdown", breakdown_id)


def _refused(request: HttpRequest, breakdown_id: int, refused: Refusal | Refusals) -> HttpResponse:
    page, context = _context(request, breakdown_id, "table")
    found = Paginator(chosen(page.tasks, context["asked"]), ROWS).get_page(1)
    context |= {"rows": list(found), "pages": shown(found), "headings": headings("number")}
    context |= {"refusals": told(refused), "posted": request.POST}
    return render(request, "breakdown/table.html", context, status=refused.status)


def _context(request: HttpRequest, breakdown_id: int, place: str) -> tuple[BreakdownPage, dict[str, Any]]:
    day, asked = as_of(request, today()), wanted(request)
    page = breakdown_page(breakdown_id=breakdown_id, by=request.acting, as_of=day)
    whole = chosen(page.tasks, asked, but_state=True)
    return page, {
        "page": page, "place": place, "asked": asked, "day": day, "is_today": day == today(), "sums": sums(whole), "total": len(whole),
        "leaders": leaders(page.tasks), "units": units(page.tasks), "filtered": asked.any,
        "topics": plan_topics() if page.open and page.drafted and not page.issued_on else (),
    }
