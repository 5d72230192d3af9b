"""Decisions about drafts. Each answers with the reader (htmx) or leads back to the next draft that waits."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from liangze.core.errors import NotAllowed, Refusal, Refusals
from liangze.regulations.actions import add_draft, correct_draft, refuse_draft, reopen_draft
from liangze.regulations.queries.reach import the_document
from liangze.regulations.queries.reading import one_draft
from liangze.regulations.queries.topics import known_topics
from liangze.web.clock import now
from liangze.web.forms import put_refusals
from liangze.web.regulations.asked import in_chinese
from liangze.web.regulations.duty_form import DutyForm, NewDutyForm, RefuseForm
from liangze.web.regulations.reader import reader_context


@require_POST
def confirm(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Confirm the draft as the form has it: unchanged it is confirmed, changed it is confirmed with corrections."""
    row = one_draft(document_id, number, by=request.acting)
    form = DutyForm(request.POST, topics=known_topics(), chinese=in_chinese())
    if form.is_valid():
        try:
            correct_draft(draft=row, words=form.words(), by=request.acting, now=now())
        except Refusals as refused:
            put_refusals(form, refused)
        else:
            return answer(request, document_id)
    return answer(request, document_id, draft=number, duty=form)


@require_POST
def refuse(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Leave the draft out, with the reason."""
    row = one_draft(document_id, number, by=request.acting)
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            refuse_draft(draft=row, reason=form.cleaned_data["reason"], by=request.acting, now=now())
        except Refusal as refused:
            if refused.field != "reason":
                raise
            put_refusals(form, refused)
        else:
            return answer(request, document_id)
    return answer(request, document_id, draft=number, refuse=form)


@require_POST
def reopen(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Take the decision back."""
    reopen_draft(draft=one_draft(document_id, number, by=request.acting), by=request.acting, now=now())
    return answer(request, document_id, draft=number)


@require_POST
def add(request: HttpRequest, document_id: int) -> HttpResponse:
    """A duty that the reader did not find."""
    row = the_document(document_id, request.acting)
    paths = [tuple(clause["path"]) for clause in row.reading["clauses"]]
    clauses = [(n, "/".join(path)) for n, path in enumerate(paths)]
    form = NewDutyForm(request.POST, topics=known_topics(), chinese=in_chinese(), clauses=clauses, auto_id="new_%s")
    if form.is_valid():
        try:
            add_draft(document=row, clause=paths[form.cleaned_data["clause"]], words=form.words(), by=request.acting, now=now())
        except NotAllowed:
            raise
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            return answer(request, document_id)
    return answer(request, document_id, new=form, adding=True)


def answer(request: HttpRequest, document_id: int, *, draft: int | None = None, **refused: Any) -> HttpResponse:
    """The reader after a decision; with status 422 and the forms that were refused."""
    if request.htmx or refused:
        template = "regulations/document.html#reader" if request.htmx else "regulations/document.html"
        return render(request, template, reader_context(request, document_id, draft=draft, **refused), status=422 if refused else 200)
    asked = {"draft": str(draft or ""), "only": request.GET.get("only", ""), "size": request.GET.get("size", "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{reverse('document', args=(document_id,))}?{query}#draft-open")
