"""One obligation: why its state is what it is, and the steps that can be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from liangze.conduct.queries.explained import explained
from liangze.core.errors import NotFound, Refusal, Refusals
from liangze.duties.actions import (
    accept_count,
    ask_exemption,
    close_out,
    decide_exemption,
    end_exemption,
    reopen,
    return_count,
)
from liangze.web.clock import now, today
from liangze.web.ledger.asked import as_of, number
from liangze.web.records import READERS
from liangze.web.refusals import each as told


@require_safe
def obligation_page(request: HttpRequest, obligation_id: int) -> HttpResponse:
    """The item as a page; for a ledger's row only what explains it."""
    return _shown(request, obligation_id)


@require_POST
def obligation_act(request: HttpRequest, obligation_id: int, verb: str) -> HttpResponse:
    """One step on the item. A refusal is shown beside the form that was sent."""
    if verb not in STEPS:
        raise NotFound("There is no such step.", remedy="Open the item and choose one of its steps.")
    step, done = STEPS[verb]
    try:
        step(request, obligation_id)
    except NotFound:
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, obligation_id, verb=verb, refused=refused)
    messages.success(request, str(done))
    return redirect("obligation", obligation_id)


def _shown(
    request: HttpRequest, obligation_id: int, *, verb: str = "", refused: Refusal | Refusals | None = None
) -> HttpResponse:
    day = as_of(request, today())
    found = explained(obligation_id=obligation_id, by=request.acting, today=today(), as_of=day, readers=READERS)
    context = {
        "found": found, "page": found.page, "may": found.may, "day": day, "verb": verb, "refusals": told(refused) if refused else (),
        "posted": request.POST,
    }
    fragment = request.htmx and not refused
    return render(
        request, "ledger/parts/because.html" if fragment else "ledger/obligation.html", context, status=refused.status if refused else 200
    )


def _key(request: HttpRequest) -> int:
    key = number(request.POST.get("key"))
    if key is None:
        raise NotFound("There is no such record.", remedy="Open the item again and choose one of its steps.")
    return key


def _step(action: Callable[..., Any], *, of: str = "obligation_id", **texts: str) -> Callable[[HttpRequest, int], None]:
    """A step that calls one action with the id it is about and the texts of the form."""

    def take(request: HttpRequest, obligation_id: int) -> None:
        about = {of: obligation_id if of == "obligation_id" else _key(request)}
        action(**about, by=request.acting, now=now(), **{name: request.POST.get(field, "") for name, field in texts.items()})

    return take


def _decide(request: HttpRequest, obligation_id: int) -> None:
    decide_exemption(
        exemption_id=_key(request), approved=request.POST.get("approved") == "yes", opinion=request.POST.get("opinion", ""),
        by=request.acting, now=now(),
    )


STEPS: Mapping[str, tuple[Callable[[HttpRequest, int], None], Any]] = {
    "close-out": (_step(close_out, opinion="opinion"), gettext_lazy("Closed out.")),
    "reopen": (_step(reopen, reason="reason"), gettext_lazy("Reopened.")),
    "ask-exemption": (_step(ask_exemption, reason="reason"), gettext_lazy("The level above has been asked for an exemption.")),
    "decide-exemption": (_decide, gettext_lazy("Decided.")),
    "end-exemption": (_step(end_exemption, of="exemption_id", reason="reason"), gettext_lazy("The exemption has ended.")),
    "accept": (_step(accept_count, of="count_id"), gettext_lazy("Accepted: it counts with its own day.")),
    "return": (_step(return_count, of="count_id", reason="reason"), gettext_lazy("Returned to the unit with the reason.")),
}
