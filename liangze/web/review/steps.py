"""Passing what is plain in one step, signing, and the review as a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.review.actions import pass_all, sign
from liangze.review.queries.page import PLAIN, items_now, review_page, signing_page
from liangze.review.queries.paper import CHAIR, PRINTED, review_paper
from liangze.review.queries.reach import demand_holder, the_review
from liangze.web.clock import now, today
from liangze.web.papers import demand_known_form, download
from liangze.web.refusals import each
from liangze.web.signatures.form import kept, signing


@require_http_methods(["GET", "HEAD", "POST"])
def pass_plain(request: HttpRequest, review_id: int) -> HttpResponse:
    """The items that may be passed in one step, and the step. POST: item, once for each that was shown."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            done = pass_all(review_id=review_id, keys=request.POST.getlist("item"), by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, ngettext("%(n)s item is passed.", "%(n)s items are passed.", done) % {"n": done})
            return redirect("review", review_id)
    page = review_page(review_id=review_id, by=request.acting, as_of=today(), wanted=PLAIN)
    demand_holder(request.acting, page.review.unit)
    context = {"page": page, "review": page.review, "refusals": each(refused) if refused else ()}
    return render(request, "review/pass.html", context, status=refused.status if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """The document and the form to sign it, or return it, as its chair."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            sign(review_id=review_id, by=request.acting, now=now(), **signing(request))
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("review", review_id)
    page = signing_page(review_id=review_id, by=request.acting)
    context = {
        "review": page.review, "sheet": page.sheet, "box": CHAIR, "role": page.role, "action_url": request.path,
        "refusals": each(refused) if refused else (), "posted": kept(request) if refused else {},
    }
    return render(request, "review/sign.html", context, status=refused.status if refused else 200)


@require_safe
def export(request: HttpRequest, review_id: int, form: str) -> HttpResponse:
    """The review as a paper: as it stands while it is open, as it was concluded afterwards."""
    demand_known_form(form)
    review = the_review(review_id, request.acting)
    with override(PRINTED):
        items = items_now(review, request.acting, today())
    day = timezone.localtime(review.concluded_at).date() if review.concluded_at else today()
    paper = review_paper(review, items, opinion=review.opinion, day=day)
    return download(paper, form, f"review-{review.unit.code}-{review.year}-{review.number}")
