"""Listed supervision: the list, and issuing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.listed import ListingScope, ListingState
from liangze.organisation.policy import Permission, demand, may
from liangze.problems.actions import issue_listing
from liangze.problems.new_listing import NewListing
from liangze.problems.queries.choices import listing_choices
from liangze.problems.queries.listings import listing_list
from liangze.problems.words import names_of
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.problems.asked import day
from liangze.web.problems.unit_first import unit_first
from liangze.web.refusals import Told, each


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Listings that the person may read. GET: q, state, overdue, unit, since and until (days of issue), page."""
    ask = request.GET
    state = ask.get("state", "") if ask.get("state") in set(ListingState) else ""
    text, overdue = ask.get("q", "").replace("\0", "").strip()[:60], ask.get("overdue") == "1"
    unit, since, until = number(ask.get("unit")), day(ask.get("since")), day(ask.get("until"))
    page, rows = listing_list(
        by=request.acting, today=today(), state=state, text=text, overdue=overdue, unit=unit, since=since, until=until,
        page=number(ask.get("page")) or 1,
    )
    context = {
        "rows": rows, "page": shown(page), "state": state, "text": text, "overdue": overdue, "states": names_of(ListingState),
        "filtered": bool(state or text or overdue or unit or since or until), "unit": unit, "since": since, "until": until,
        "may_issue": request.acting.account_id is not None and bool(may(request.acting, Permission.LISTING_ISSUE, None)),
    }
    return render(request, "problems/listings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form. GET: unit (its id), problem (ticked); without a unit the page asks for it first."""
    demand(request.acting, Permission.LISTING_ISSUE, None)
    unit_id = number(request.POST.get("unit") or request.GET.get("unit"))
    if unit_id is None:
        return unit_first(
            request, permission=Permission.LISTING_ISSUE, then="listing-new", title=_("Put under listed supervision"),
            why=_("A listing supervises one unit until what it is about is resolved. Choose the unit first."),
        )
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            made = issue_listing(new=_asked(request, unit_id), by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The listing is issued under its number."))
            return redirect("listing", made.pk)
    choices = listing_choices(unit_id=unit_id, by=request.acting)
    wrong = each(refused) if refused else ()
    errors: dict[str, list[Told]] = {}
    for one in wrong:
        errors.setdefault(one.field or "whole", []).append(one)
    posted: dict[str, Any] = request.POST.dict() if request.method == "POST" else {"mark": choices.mark, "scope": ListingScope.UNIT.value}
    ticked = {key for text in (request.POST if refused else request.GET).getlist("problem") if (key := number(text))}
    context = {
        "choices": choices, "unit": choices.unit, "wrong": wrong, "errors": errors, "filled": posted, "ticked": ticked,
        "scopes": names_of(ListingScope), "today_iso": today().isoformat(), "year": today().year,
    }
    return render(request, "problems/listing-new.html", context, status=422 if refused else 200)


def _asked(request: HttpRequest, unit_id: int) -> NewListing:
    form = request.POST
    return NewListing(
        issuer_id=number(form.get("issuer")) or 0, unit_id=unit_id, mark=form.get("mark", ""), title=form.get("title", ""),
        matter=form.get("matter", ""), due=day(form.get("due")), scope=form.get("scope", ""), signer_id=number(form.get("signer")),
        problem_ids=tuple(dict.fromkeys(key for text in form.getlist("problem") if (key := number(text)))),
    )
