"""Which reviews there are, and opening one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.duties.queries.ledger_place import ledger_place
from liangze.review.actions import open_review
from liangze.review.queries.book import STAGES, book
from liangze.review.queries.reach import chairs, may_hold, reviews_for
from liangze.web.clock import now, today
from liangze.web.refusals import each
from liangze.web.review.words import stages

FIRST_YEAR = 2000


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Units whose year may be reviewed, and how far each is. GET: year, stage, q, page."""
    year = _number(request.GET.get("year"), today().year)
    if not FIRST_YEAR <= year <= today().year:
        year = today().year
    stage = request.GET.get("stage", "") if request.GET.get("stage", "") in STAGES else ""
    text = request.GET.get("q", "").replace("\0", "").strip()[:60]
    found = book(by=request.acting, year=year, stage=stage, text=text, page=_number(request.GET.get("page"), 1))
    context = {
        "page": found, "year": year, "stage": stage, "text": text, "stages": stages(), "filtered": bool(stage or text),
        "years": range(today().year, today().year - 4, -1),
    }
    return render(request, "review/book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def of_unit(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """To the review of the unit's year; the form that opens it while there is none. POST: chair, held_on."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            made = open_review(
                unit_id=unit_id, year=year, chair_id=_number(request.POST.get("chair"), 0), held_on=_day(request.POST.get("held_on", "")),
                by=request.acting, today=today(), now=now(),
            )
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The review is opened. Go through its items one by one."))
            return redirect("review", made.pk)
    place = ledger_place(by=request.acting, unit_id=unit_id)
    if not FIRST_YEAR <= year <= today().year:
        raise NotFound("There is nothing to review in this year.", remedy="Choose this year or an earlier one.")
    standing = reviews_for(request.acting).filter(unit=unit_id, year=year, reopened_at=None).first()
    if standing and not refused:
        return redirect("review", standing.pk)
    holds = may_hold(request.acting, place.unit)
    context = {
        "unit": place.unit, "year": year, "holds": holds, "chairs": chairs(request.acting, place.unit) if holds else (),
        "refusals": each(refused) if refused else (), "posted": request.POST, "day": today(),
    }
    status = 422 if isinstance(refused, Refusals) else refused.status if refused else 200  # 422: a form filled in wrongly
    return render(request, "review/open.html", context, status=status)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else otherwise


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
