"""One listing: its page, the steps that can be taken on it, its signature, and it as a paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.problems import actions
from liangze.problems.actions.delist import demand_signer, signer_said
from liangze.problems.queries.listing_paper import SIGNER, listing_paper
from liangze.problems.queries.listing_reach import the_listing
from liangze.problems.queries.listings import listing_page
from liangze.problems.record import LISTING
from liangze.trust.endorsements import sheet_of
from liangze.web.clock import now, today
from liangze.web.papers import demand_known_form, download
from liangze.web.problems.asked import day
from liangze.web.refusals import Told, each
from liangze.web.signatures.form import kept, signing


@require_safe
def detail(request: HttpRequest, listing_id: int) -> HttpResponse:
    """The listing with its problems, reports and history."""
    return _shown(request, listing_id)


@require_POST
def act(request: HttpRequest, listing_id: int, verb: str) -> HttpResponse:
    """One step. A refusal is shown on the page, with what was typed."""
    if verb not in STEPS:
        raise NotFound("There is no such step.", remedy="Open the listing and choose one of its steps.")
    action, read, done = STEPS[verb]
    try:
        action(listing_id=listing_id, by=request.acting, today=today(), now=now(), **read(request.POST))
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, listing_id, verb=verb, refused=each(refused), status=refused.status)
    messages.success(request, str(done))
    return redirect("listing", listing_id)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, listing_id: int) -> HttpResponse:
    """The document that ends the supervision and the form to sign it, or return it, as the seat named."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            actions.sign_delisting(listing_id=listing_id, by=request.acting, today=today(), now=now(), **signing(request))
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("listing", listing_id)
    listing = the_listing(listing_id, request.acting)
    demand_signer(listing, request.acting)
    sheet = sheet_of((LISTING, listing.pk))
    if sheet is None:
        raise Conflict("This listing does not wait for its signature.", remedy="Open it to see how far it has come.")
    context = {
        "listing": listing, "sheet": sheet, "box": SIGNER, "role": signer_said(listing), "action_url": request.path,
        "refusals": each(refused) if refused else (), "posted": kept(request) if refused else {},
    }
    return render(request, "problems/listing-sign.html", context, status=refused.status if refused else 200)


@require_safe
def export(request: HttpRequest, listing_id: int, form: str) -> HttpResponse:
    """The listing as a paper, as it stands."""
    demand_known_form(form)
    listing = the_listing(listing_id, request.acting)
    return download(listing_paper(listing, day=today()), form, f"listing-{listing.issuer.code}-{listing.year}-{listing.number}")


def _shown(request: HttpRequest, listing_id: int, *, verb: str = "", refused: Sequence[Told] = (), status: int = 200) -> HttpResponse:
    found = listing_page(listing_id=listing_id, by=request.acting, today=today())
    errors: dict[str, list[Told]] = {}
    for one in refused:
        errors.setdefault(one.field or "whole", []).append(one)
    context = {
        "found": found, "listing": found.listing, "verb": verb, "refusals": refused, "errors": errors,
        "posted": request.POST if refused else {}, "today_iso": today().isoformat(),
    }
    return render(request, "problems/listing.html", context, status=status)


STEPS: dict[str, tuple[Callable[..., Any], Callable[[QueryDict], dict[str, Any]], Promise | str]] = {
    "progress": (actions.report_progress, lambda form: {"said": form.get("said", "")}, gettext_lazy("The progress is reported.")),
    "ask": (
        actions.ask_listing_extension, lambda form: {"due": day(form.get("due")), "reason": form.get("reason", "")},
        gettext_lazy("The extension is asked for."),
    ),
    "grant": (
        actions.decide_listing_extension, lambda form: {"grant": True, "said": form.get("said", ""), "seen": day(form.get("seen"))},
        gettext_lazy("The extension is granted."),
    ),
    "refuse": (
        actions.decide_listing_extension, lambda form: {"grant": False, "said": form.get("said", ""), "seen": day(form.get("seen"))},
        gettext_lazy("The extension is refused with the reason."),
    ),
    "delist": (
        actions.propose_delisting, lambda form: {"said": form.get("said", "")}, gettext_lazy("The de-listing is laid out to be signed.")
    ),
}
