"""The lists of a unit side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.lists.actions import draft_book, draft_one, order_drafting
from liangze.lists.queries.book import book
from liangze.lists.queries.paper import PRINTED, book_paper
from liangze.organisation.policy import Permission, may
from liangze.web.clock import now, today
from liangze.web.lists.answers import demand_known_form, demand_known_year, download
from liangze.web.refusals import each


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """To the lists of one's own unit and the present year."""
    return redirect("list-book", own_unit_id(request.acting, Permission.LIST_READ), today().year)


@require_safe
def unit_book(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """All lists of the unit in the year."""
    return _shown(request, unit_id, year)


@require_POST
def draft(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """Draft what is missing, or the list of one role (POST role)."""
    role = request.POST.get("role", "")
    try:
        if role:
            made = draft_one(unit_id=unit_id, role=role, year=year, by=request.acting, now=now())
            messages.success(request, _("The list is drafted. Look through it, then submit it."))
            return redirect("list-edit", made.pk)
        drafted = draft_book(unit_id=unit_id, year=year, by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        return _shown(request, unit_id, year, refused)
    n = len(drafted)
    said = ngettext("%(n)s list is drafted from what applies to the unit.", "%(n)s lists are drafted from what applies to the unit.", n)
    messages.success(request, said % {"n": n})
    return redirect("list-book", unit_id, year)


@require_POST
def draft_below(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """Order the lists of all units below; the worker drafts them."""
    try:
        order_drafting(unit_id=unit_id, year=year, by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        return _shown(request, unit_id, year, refused)
    messages.success(request, _("The lists of all units below are being drafted. You can leave this page."))
    return redirect("list-book", unit_id, year)


@require_safe
def export(request: HttpRequest, unit_id: int, year: int, form: str) -> HttpResponse:
    """All lists of the unit as one paper."""
    demand_known_year(year)
    demand_known_form(form)
    with translation.override(PRINTED):  # a paper is Chinese, its cadences as well
        found = book(unit_id=unit_id, year=year, by=request.acting, today=today())
    return download(book_paper(found, today()), form, f"lists-{found.unit.code}-{year}")


def _shown(request: HttpRequest, unit_id: int, year: int, refused: Refusal | None = None) -> HttpResponse:
    demand_known_year(year)
    found = book(unit_id=unit_id, year=year, by=request.acting, today=today())
    above = found.unit.parent
    context = {
        "book": found, "years": (year - 1, year, year + 1),
        "above_readable": above is not None and bool(may(request.acting, Permission.LIST_READ, above)),
    }
    if refused:
        context["refusals"] = each(refused)
    return render(request, "lists/book.html", context, status=refused.status if refused else 200)
