"""Proposals: what a rule asks for, and the leader's decision; passing a minor matter on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.talks.actions import confirm_proposal, pass_on_matter, refuse_proposal
from liangze.talks.actions.matter import demand_organ
from liangze.talks.queries.matters import matter_seats
from liangze.talks.queries.proposals import proposal_list, proposal_page
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.refusals import each
from liangze.web.talks.asked import day
from liangze.web.talks.book import demand_reader, holds


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, or those decided. GET show ("decided"), page."""
    demand_reader(request.acting)
    decided = request.GET.get("show") == "decided"
    page, rows = proposal_list(by=request.acting, waiting=not decided, page=number(request.GET.get("page")) or 1)
    organ = any(held.role == "discipline" and held.origin == "grant" for held in request.acting.grants)
    context = {"rows": rows, "page": shown(page), "decided": decided, "organ": organ, "holds": holds(request.acting)}
    return render(request, "talks/proposals.html", context)


@require_safe
def detail(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal with its facts and its clause."""
    return _shown(request, proposal_id)


@require_POST
def confirm(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Plan the talk. POST planned_on, holder."""
    try:
        talk = confirm_proposal(
            proposal_id=proposal_id, planned_on=day(request.POST.get("planned_on")), holder_id=number(request.POST.get("holder")),
            by=request.acting, today=today(), now=now(),
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, proposal_id, refused, "confirm")
    messages.success(request, _("The talk is planned as %(number)s.") % {"number": talk.number})
    return redirect("talk", talk.pk)


@require_POST
def refuse(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Refuse it. POST reason."""
    try:
        refuse_proposal(proposal_id=proposal_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, proposal_id, refused, "refuse")
    messages.success(request, _("The proposal is refused; your reason stays on record."))
    return redirect("talk-proposals")


@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request: HttpRequest) -> HttpResponse:
    """Pass a minor matter on for a talk. GET q: a part of the unit's or person's name. POST post, matter, document, reply_by."""
    by, posted = request.acting, request.POST
    demand_organ(by, None)
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            pass_on_matter(
                post_id=number(posted.get("post")) or 0, matter=posted.get("matter", ""), document=posted.get("document", ""),
                reply_by=day(posted.get("reply_by")), by=by, today=today(), now=now(),
            )
        except NotFound:
            refused = Refusals([Refusal("With whom the talk is to be held is missing.", remedy="Choose the person's seat.", field="post")])
        except NotAllowed:
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The matter is passed on. You will find the reply in the talk."))
            return redirect("talk-proposals")
    text = (posted.get("q") or request.GET.get("q", "")).replace("\0", "").strip()[:60]
    context = {"seats": matter_seats(by=by, text=text, chosen=number(posted.get("post")), today=today()), "text": text, "posted": posted}
    return render(request, "talks/matter.html", context | _wrong(refused), status=422 if refused else 200)


def _shown(request: HttpRequest, proposal_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    view, matter, seats = proposal_page(proposal_id=proposal_id, by=request.acting)
    context = {"proposal": view, "matter": matter, "seats": seats, "verb": verb, "posted": request.POST, "day": today()} | _wrong(refused)
    status = 200 if refused is None else refused.status if refused.status == 409 else 422
    return render(request, "talks/proposal.html", context, status=status)


def _wrong(refused: Refusal | Refusals | None) -> dict[str, Any]:
    told = each(refused) if refused else ()
    return {"refusals": told, "wrong": {one.field: one for one in told}}
