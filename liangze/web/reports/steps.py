"""Signing a report, and the report as a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.reports.actions import sign
from liangze.reports.queries.paper import SIGNER, printed
from liangze.reports.queries.signing import signing_page
from liangze.web.clock import now, today
from liangze.web.papers import demand_known_form, download
from liangze.web.refusals import each
from liangze.web.signatures.form import kept, signing


@require_http_methods(["GET", "HEAD", "POST"])
def sign_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """The document and the form to sign it, or give it back, as the principal."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            sign(report_id=report_id, by=request.acting, now=now(), **signing(request))
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("report-edit", report_id)
    page = signing_page(report_id=report_id, by=request.acting)
    context = {
        "report": page.report, "sheet": page.sheet, "box": SIGNER, "role": page.role, "action_url": request.path,
        "refusals": each(refused) if refused else (), "posted": kept(request) if refused else {},
    }
    return render(request, "reports/sign.html", context, status=refused.status if refused else 200)


@require_safe
def export(request: HttpRequest, report_id: int, form: str) -> HttpResponse:
    """The newest version that the reader may see, as PDF or Word."""
    demand_known_form(form)
    if form == "xlsx":
        raise NotFound("Nothing is printed in this form.", remedy="Choose Excel, Word or PDF.")
    report, paper = printed(report_id=report_id, by=request.acting, today=today())
    return download(paper, form, f"report-{report.unit.code}-{report.number}")
