"""The product's addresses and a room that has its papers signed, as letters and lists do: one record, readable by whoever signs in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from liangze.config.urls import handler400, handler403, handler404, handler500
from liangze.config.urls import urlpatterns as product
from liangze.core.errors import NotFound, Refusal, Refusals
from liangze.organisation.queries.signing import signer_of
from liangze.trust.endorsements import endorse, sheet_of
from liangze.web.clock import now, today
from liangze.web.refusals import each
from liangze.web.signatures.form import kept, signing

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
RECORD = ("tests.paper", 1)


def paper(request: HttpRequest) -> HttpResponse:
    """The page of the record: its document and the form that signs it."""
    tried: dict[str, object] = {}
    if request.method == "POST":
        try:
            signer = signer_of(request.acting, today=today())
            endorse(record=RECORD, box="issuer", role="签发人", signer=signer, by=request.acting, now=now(), **signing(request))
        except (Refusal, Refusals) as refused:
            tried = {"refusals": each(refused), "posted": kept(request), "status": refused.status}
        else:
            return redirect("tests-paper")
    sheet = sheet_of(RECORD)
    if sheet is None:
        raise NotFound("There is no such document.")
    context = {"sheet": sheet, "box": "issuer", "role": "签发人", "action_url": request.path, **tried}
    return render(request, "tests-paper.html", context, status=int(str(tried.get("status", 200))))


urlpatterns = [*product, path("tests/paper/", paper, name="tests-paper")]
