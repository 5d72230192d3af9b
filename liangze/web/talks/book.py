"""The list of talks, and who is still to be talked to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.errors import NotAllowed
from liangze.organisation.policy import Acting, Permission, may
from liangze.talks.queries.book import TalkFilter, talk_list
from liangze.talks.queries.book_paper import talks_paper
from liangze.talks.queries.owed import owed_page
from liangze.talks.words import KINDS, STANDINGS
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.papers import demand_known_form, download
from liangze.web.talks.asked import day, year


@require_safe
def talk_list_page(request: HttpRequest) -> HttpResponse:
    """Talks that the reader may know of. GET: kind, standing, q, since, until, mine, page."""
    by, wanted = request.acting, asked_for(request)
    demand_reader(by)
    page, rows = talk_list(by=by, wanted=wanted, page=number(request.GET.get("page")) or 1, today=today())
    context = {
        "rows": rows, "page": shown(page), "wanted": wanted, "kinds": KINDS.items(), "standings": STANDINGS.items(),
        "filtered": wanted != TalkFilter(), "holds": holds(by), "question": request.GET.urlencode(),
    }
    return render(request, "talks/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the filters of the address show, as Excel, Word or PDF: what the reader may know of each talk."""
    demand_known_form(form)
    demand_reader(request.acting)
    return download(talks_paper(by=request.acting, wanted=asked_for(request), today=today()), form, f"talks-{today():%Y%m%d}")


def asked_for(request: HttpRequest) -> TalkFilter:
    """The filters of the address; nonsense filters nothing."""
    ask = request.GET
    return TalkFilter(
        kind=ask.get("kind", "") if ask.get("kind", "") in KINDS else "",
        standing=ask.get("standing", "") if ask.get("standing", "") in STANDINGS else "",
        text=ask.get("q", "").replace("\0", "").strip()[:60], since=day(ask.get("since")), until=day(ask.get("until")),
        mine=bool(ask.get("mine")),
    )


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """Who is still to be talked to by a seat in a year. GET: holder, year."""
    by = request.acting
    demand_reader(by)
    asked = year(request.GET.get("year"), today().year)
    page = owed_page(by=by, post_id=number(request.GET.get("holder")), year=asked, today=today())
    return render(request, "talks/owed.html", {"page": page, "year": asked, "years": range(today().year, today().year - 4, -1)})


def holds(by: Acting) -> bool:
    """Whether the person may record a talk for some seat."""
    return not by.is_console and bool(by.posts or may(by, Permission.TALK_HOLD, None))


def demand_reader(by: Acting) -> None:
    """Raise NotAllowed for whoever can have nothing to do with talks: no right to read, and no account of a person."""
    if not (may(by, Permission.TALK_READ, None) or by.posts):
        raise NotAllowed(
            "You have no right “%(permission)s” in %(unit)s.", params={"permission": Permission.TALK_READ.value, "unit": "—"},
            remedy="If your work needs it, ask the security administrator for a grant.",
        )
