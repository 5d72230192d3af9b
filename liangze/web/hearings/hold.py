"""Recording a hearing as held, with what it will settle; and its record as a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.hearings.actions import hold_hearing
from liangze.hearings.queries.page import hearing_page
from liangze.hearings.queries.paper import PRINTED, hearing_paper
from liangze.hearings.queries.plan import holding
from liangze.web.clock import now, today
from liangze.web.hearings.filled import refused_context, status
from liangze.web.papers import demand_known_form, download


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, hearing_id: int) -> HttpResponse:
    """What it will count for, and the step. POST topics; do=check looks again without recording."""
    refused: Refusal | Refusals | None = None
    topics = frozenset(request.POST.getlist("topics")) if request.method == "POST" else None
    if topics is not None and request.POST.get("do") != "check":
        try:
            hold_hearing(hearing_id=hearing_id, topics=topics, by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The hearing is recorded as held, and counts where it is owed."))
            return redirect("hearing", hearing_id)
    page = holding(hearing_id=hearing_id, topics=topics, by=request.acting, today=today())
    chosen = set(page.hearing.topics if topics is None else topics)
    context = {"page": page, "hearing": page.hearing, "chosen": chosen, "preview": page.preview} | refused_context(refused)
    return render(request, "hearings/hold.html", context, status=status(refused))


@require_safe
def export(request: HttpRequest, hearing_id: int, form: str) -> HttpResponse:
    """The record of the hearing as a paper."""
    demand_known_form(form)
    with override(PRINTED):
        page = hearing_page(hearing_id=hearing_id, by=request.acting, today=today())
        paper = hearing_paper(page)
    return download(paper, form, f"hearing-{page.hearing.unit.code}-{page.hearing.held_on:%Y-%m-%d}")
