"""The task table signed by the unit's principal."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangze.breakdown.actions import lay_out_table, sign_table
from liangze.breakdown.queries.signing import BOX, sign_page
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.web.clock import now, today
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.signatures.form import kept, signing


@require_http_methods(["GET", "HEAD", "POST"])
def breakdown_sign(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """The document to be signed, or what has been said of it; signing it."""
    if request.method != "POST":
        return _shown(request, breakdown_id)
    try:
        sign_table(breakdown_id=breakdown_id, by=request.acting, today=today(), now=now(), **signing(request))
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, breakdown_id, told(refused), refused.status)
    messages.success(request, _("What you said of the task table is on record."))
    return redirect("breakdown-sign", breakdown_id)


@require_POST
def breakdown_lay_out(request: HttpRequest, breakdown_id: int) -> HttpResponse:
    """Lay the table out to be signed."""
    try:
        lay_out_table(breakdown_id=breakdown_id, by=request.acting, today=today(), now=now())
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, breakdown_id, told(refused), refused.status)
    messages.success(request, _("Laid out. The principal can sign it now."))
    return redirect("breakdown-sign", breakdown_id)


def _shown(request: HttpRequest, breakdown_id: int, refusals: Sequence[Told] = (), status: int = 200) -> HttpResponse:
    found = sign_page(breakdown_id=breakdown_id, by=request.acting, today=today())
    context = {
        "found": found, "page": found.page, "place": "sign", "sheet": found.sheet, "box": BOX, "role": found.seat[1] if found.seat else "",
        "action_url": reverse("breakdown-sign", args=[breakdown_id]), "refusals": refusals, "posted": kept(request),
    }
    return render(request, "breakdown/sign.html", context, status=status)
