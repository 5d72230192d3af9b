"""Tasks out into a workbook and in from one: looked through first, saved when a person has seen what it does."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liangze.breakdown.actions import import_tasks
from liangze.breakdown.queries.breakdowns import breakdown_page
from liangze.breakdown.queries.chosen import chosen
from liangze.breakdown.queries.look_through import LookedThrough, look_through
from liangze.breakdown.queries.workbook import import_page, write_tasks
from liangze.breakdown.workbook.layout import BOOK, TASKS_MOST
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.organisation.workbook.guard import SMALL, demand_workbook
from liangze.organisation.workbook.writing import write_template
from liangze.trust.attachments import read_taken_in, take_in
from liangze.web.breakdown.asked import wanted
from liangze.web.clock import now, today
from liangze.web.entries.filled import opened, token_of
from liangze.web.forms import PlainForm, put_refusals
from liangze.web.ledger.asked import as_of, number
from liangze.web.organisation.transfers import SHOWN, finding_rows, findings_workbook, workbook

LISTED = 100  # rows of a preview


class WorkbookForm(PlainForm):
    """A workbook of tasks."""

    file = forms.FileField(
        label=gettext_lazy("Workbook"), help_text=gettext_lazy("An .xlsx of at most 5 MB, as in the template."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


@require_safe
def tasks_workbook(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """What the filters show, as a workbook that can be imported again."""
    day = as_of(request, today())
    page = breakdown_page(breakdown_id=breakdown_id, by=request.acting, as_of=day, settles=False)
    target = io.BytesIO()
    write_tasks(target, chosen(page.tasks, wanted(request)))
    return workbook(target, _("%(title)s %(day)s.xlsx") % {"title": page.title, "day": day.isoformat()})


@require_safe
def tasks_template(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """The empty workbook with its explanations."""
    import_page(breakdown_id=breakdown_id, by=request.acting, today=today())
    target = io.BytesIO()
    write_template(target, BOOK)
    return workbook(target, _("Task template.xlsx"))


@require_http_methods(["GET", "HEAD", "POST"])
def tasks_import(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Choose a workbook; see what it would do; save it. What is wrong in it can be taken along as a workbook."""
    page = import_page(breakdown_id=breakdown_id, by=request.acting, today=today())
    context: dict[str, Any] = {"page": page, "form": WorkbookForm(), "most": TASKS_MOST}
    if request.method != "POST":
        return render(request, "breakdown/import.html", context)
    form = WorkbookForm(request.POST, request.FILES)
    form.fields["file"].required = not request.POST.get("kept")
    try:
        content, token = _content(request, form)
        if content is None:
            return render(request, "breakdown/import.html", context | {"form": form}, status=422)
        if request.POST.get("do") == "save":
            found = import_tasks(
                breakdown_id=breakdown_id, content=content, seen=number(request.POST.get("seen")) or 0, by=request.acting, today=today(),
                now=now(),
            )
            if not found.findings.found:
                messages.success(request, _said(found))
                return redirect("breakdown-table", breakdown_id)
        else:
            found = look_through(breakdown_id=breakdown_id, source=io.BytesIO(content), by=request.acting, today=today())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        put_refusals(form, refused)
        return render(request, "breakdown/import.html", context | {"form": form}, status=422 if refused.status == 400 else refused.status)
    rows = finding_rows(found.findings.plain(BOOK))
    if request.POST.get("do") == "findings" and rows:
        return findings_workbook(rows, str(breakdown_id))
    planned = [each for each in found.planned if each.was != "same"]
    context |= {
        "looked": found, "token": token, "findings": rows[:SHOWN], "kept": len(rows), "shown": SHOWN, "found": found.findings.found,
        "planned": planned[:LISTED], "left": max(0, len(planned) - LISTED), "counts": found.counts,
    }
    return render(request, "breakdown/import.html", context, status=422 if found.findings.found else 200)


def _content(request: HttpRequest, form: WorkbookForm) -> tuple[bytes | None, str]:
    """The workbook chosen now, or the one that was looked through before, with the reference to it. Raises Refusal."""
    if token := request.POST.get("kept", ""):
        kept = opened(token, request.acting)
        content = read_taken_in(kept.attachment_id) if kept else None
        if content is None:
            raise Refusal("The workbook is not kept any more.", remedy="Choose it again.", field="file")
        return content, token
    if not form.is_valid():
        return None, ""
    file = form.cleaned_data["file"]
    demand_workbook(file, SMALL)
    stored = take_in(file=file, name=file.name or "", field="file")
    file.seek(0)
    return file.read(), token_of(request.acting, stored.id, stored.name, stored.size)


def _said(found: LookedThrough) -> str:
    if not found.changes:
        return _("Nothing changed: everything in the workbook stands there already.")
    return _("Saved from the workbook: %(new)s tasks added, %(changed)s changed. They are issued like any other.") % found.counts
