"""One review: its items with their small forms, concluding it, taking it up again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.review import Verdict
from liangze.review.actions import Unfinished, conclude, decide, reopen
from liangze.review.queries.page import PLAIN, UNDECIDED, review_page
from liangze.web.clock import now, today
from liangze.web.refusals import each
from liangze.web.review.words import sift, stages

FILTERS = {"", UNDECIDED, PLAIN, *map(str, Verdict)}


@require_safe
def detail(request: HttpRequest, review_id: int) -> HttpResponse:
    """The review. GET show: a decision, "undecided" or "plain"."""
    return _shown(request, review_id)


@require_POST
def decide_item(request: HttpRequest, review_id: int) -> HttpResponse:
    """Decide about one item. POST: item, verdict, opinion, seen; show: the filter to go back to. htmx gets the item alone."""
    posted = request.POST
    key, seen = posted.get("item", "")[:24], posted.get("seen", "")
    try:
        decide(
            review_id=review_id, key=key, verdict=posted.get("verdict", ""), opinion=posted.get("opinion", ""),
            seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else 0, by=request.acting, today=today(), now=now(),
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _item(request, review_id, key, refused) if request.htmx else _shown(request, review_id, refused, "decide")
    if request.htmx:
        return _item(request, review_id, key)
    return redirect(f"{_address(review_id, posted.get('show', ''))}#item-{key}")


@require_POST
def conclude_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Conclude it. POST opinion."""
    try:
        conclude(review_id=review_id, opinion=request.POST.get("opinion", ""), by=request.acting, today=today(), now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, review_id, refused, "conclude")
    messages.success(request, _("The review is concluded. Its chair signs it now."))
    return redirect("review", review_id)


@require_POST
def reopen_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Take it up again. POST reason."""
    try:
        made = reopen(review_id=review_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, review_id, refused, "reopen")
    messages.success(request, _("The review is taken up again. The one before is void with its signature; both are kept."))
    return redirect("review", made.pk)


def _address(review_id: int, show: str) -> str:
    address = reverse("review", args=(review_id,))
    return f"{address}?{urlencode({'show': show})}" if show and show in FILTERS else address


def _context(request: HttpRequest, review_id: int, refused: Refusal | Refusals | None, verb: str, show: str) -> dict[str, Any]:
    page = review_page(review_id=review_id, by=request.acting, as_of=today(), wanted=show if show in FILTERS else "")
    return {
        "page": page, "review": page.review, "sift": sift(page), "stage_name": dict(stages())[page.stage], "verb": verb,
        "refusals": each(refused) if refused else (), "posted": request.POST if refused else {},
        "unfinished": isinstance(refused, Unfinished),
    }


def _shown(request: HttpRequest, review_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    show = request.POST.get("show", "") if request.method == "POST" else request.GET.get("show", "")
    context = _context(request, review_id, refused, verb, show)
    return render(request, "review/review.html", context, status=refused.status if refused else 200)


def _item(request: HttpRequest, review_id: int, key: str, refused: Refusal | Refusals | None = None) -> HttpResponse:
    """The item and the sums beside it, whatever the filter: it does not vanish under the hand."""
    context = _context(request, review_id, refused, "decide", "")
    found = [item for group in context["page"].groups for item in group.items if item.key == key]
    if not found:
        raise NotFound("This is no item of the review, or no longer.", remedy="Reload the page of the review.")
    context |= {"item": found[0], "show": request.POST.get("show", "")}
    return render(request, "review/parts/answered.html", context)
