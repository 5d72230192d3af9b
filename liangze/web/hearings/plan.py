"""Which hearings there are; planning one, and changing the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.hearings.actions import change_plan, plan_hearing
from liangze.hearings.queries.book import HearingFilter, book, stage_of
from liangze.hearings.queries.plan import USUAL, Offered, offered, topics_offered, will_settle
from liangze.hearings.queries.reach import demand_holding, the_hearing
from liangze.hearings.record import HearingTerms
from liangze.hearings.words import STAGES
from liangze.organisation.policy import Permission, may
from liangze.web.clock import now, today
from liangze.web.hearings.filled import day, number, refused_context, status, terms
from liangze.web.paging import shown

FIRST_YEAR = 2000


@require_safe
def book_page(request: HttpRequest) -> HttpResponse:
    """Hearings. GET: q, year, stage, page."""
    ask = request.GET
    year, stage = number(ask.get("year")), ask.get("stage", "")
    wanted = HearingFilter(
        text=ask.get("q", "").replace("\0", "").strip()[:60], year=year if FIRST_YEAR <= year <= today().year + 1 else None,
        stage=stage if stage in STAGES else "",
    )
    page = book(by=request.acting, wanted=wanted, page=number(ask.get("page"), 1))
    context = {
        "rows": [(row, stage_of(row), STAGES[stage_of(row)]) for row in page], "page": shown(page), "wanted": wanted,
        "stages": list(STAGES.items()), "years": range(today().year + 1, today().year - 4, -1), "filtered": wanted != HearingFilter(),
        "may_plan": request.acting.account_id is not None and may(request.acting, Permission.HEARING_HOLD, None),
    }
    return render(request, "hearings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a hearing. GET unit: of which unit. POST: the terms; do=check shows what it will settle, anything else plans it."""
    refused: Refusal | Refusals | None = None
    wanted = terms(request) if request.method == "POST" else None
    if wanted and request.POST.get("do") not in ("check", "unit"):
        try:
            made = plan_hearing(terms=wanted, by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The hearing is planned. Set its themes next."))
            return redirect("hearing", made.pk)
    choices = offered(by=request.acting, unit_id=wanted.unit_id if wanted else number(request.GET.get("unit")) or None)
    if choices is None:
        raise NotAllowed("You may hold no hearings.", remedy="If your work needs it, ask the security administrator for a grant.")
    if wanted is None:
        wanted = HearingTerms(choices.unit.pk, 0, "", None, topics=frozenset(USUAL))
    return render(request, "hearings/new.html", _form(request, choices, wanted) | refused_context(refused), status=status(refused))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, hearing_id: int) -> HttpResponse:
    """Change title, day, place, agenda or topics while it was not held."""
    refused: Refusal | Refusals | None = None
    posted = request.POST
    if request.method == "POST":
        try:
            change_plan(
                hearing_id=hearing_id, title=posted.get("title", ""), held_on=day(posted.get("held_on")), place=posted.get("place", ""),
                agenda=posted.get("agenda", ""), topics=frozenset(posted.getlist("topics")), by=request.acting, today=today(), now=now(),
            )
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The plan is changed."))
            return redirect("hearing", hearing_id)
    hearing = the_hearing(hearing_id, request.acting)
    demand_holding(request.acting, hearing.unit)
    shown_as = {
        "title": hearing.title, "held_on": hearing.held_on.isoformat(), "place": hearing.place, "agenda": hearing.agenda,
        "topics": hearing.topics,
    }
    if request.method == "POST":
        shown_as = {name: posted.get(name, "") for name in ("title", "held_on", "place", "agenda")} | {"topics": posted.getlist("topics")}
    context = {"hearing": hearing, "filled": shown_as, "topics": topics_offered(), "changing": True} | refused_context(refused)
    return render(request, "hearings/change.html", context, status=status(refused))


def _form(request: HttpRequest, choices: Offered, wanted: HearingTerms) -> dict[str, object]:
    on = wanted.held_on or today()
    holder = wanted.holder_id if wanted.holder_id in {post.pk for post in choices.holders} else 0
    holder = holder or (choices.holders[0].pk if choices.holders else 0)
    posts = [(post.unit_id, post.pk) for post in choices.candidates if post.pk in wanted.reporters]
    seen = will_settle(
        unit_id=choices.unit.pk, holder_id=holder, posts=posts, topics=wanted.topics & {key for key, _name in choices.topics}, on=on,
        today=today(),
    )
    posted = request.POST if request.method == "POST" else {}
    return {
        "offered": choices, "wanted": wanted, "holder": holder, "preview": seen, "chosen": set(wanted.reporters),
        "filled": {
            "title": wanted.title, "held_on": posted.get("held_on", ""), "place": wanted.place, "agenda": wanted.agenda,
            "topics": sorted(wanted.topics), "minimum": posted.get("minimum", "5"), "threshold": posted.get("threshold", "70"),
        },
        "topics": choices.topics,
    }
