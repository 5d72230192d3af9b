"""Batches of letters: watched while they are laid out, taken up again after a break, taken out as a zip."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict
from liangze.letters.actions import resume_batch
from liangze.letters.queries.batch import batch_files, batch_page
from liangze.web.clock import now, today
from liangze.web.papers import zipped
from liangze.web.refusals import told


@require_safe
def batch_detail(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far it is. htmx asks for the progress alone, and reloads at the end; without it the page has a link to look again."""
    page = batch_page(batch_id=batch_id, by=request.acting, now=now())
    running = page.state in ("waiting", "running")
    context = {"page": page, "batch": page.row, "running": running}
    if request.htmx:
        response = render(request, "letters/batch.html#progress", context)
        if not running:
            response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "letters/batch.html", context)


@require_POST
def batch_resume(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take it up again."""
    try:
        resume_batch(batch_id=batch_id, by=request.acting, now=now())
    except Conflict as refused:
        messages.warning(request, str(told(refused)))
    else:
        messages.success(request, _("The batch goes on where it stopped."))
    return redirect("letter-batch", batch_id)


@require_safe
def batch_zip(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """All letters of the batch as they are signed now, with an index."""
    index, files = batch_files(batch_id=batch_id, by=request.acting, today=today())
    return zipped(index, files, f"letters-{batch_id}")
