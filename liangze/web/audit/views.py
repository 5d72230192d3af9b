"""The audit chain: read, filtered, verified."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.in_reach import audit_entries
from liangze.trust.queries.entries import Filters, latest_block
from liangze.trust.queries.verify import verify
from liangze.web.audit.action_names import ACTION_NAMES
from liangze.web.paging import shown


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Entries by who, action, thing and days. A day that is none is left out, and said so."""
    demand(request.acting, Permission.AUDIT_READ, None)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("who", "action", "thing", "since", "until")}
    days, wrong = {}, []
    for name in ("since", "until"):
        try:
            days[name] = parse_date(asked[name]) if asked[name] else None
        except ValueError:
            days[name] = None
        if asked[name] and days[name] is None:
            wrong.append(name)
    filters = Filters(asked["who"], asked["action"], asked["thing"], days["since"], days["until"])
    page = audit_entries(by=request.acting, filters=filters, page=request.GET.get("page", 1), zone=timezone.get_current_timezone())
    context = {"page": page, "shown": shown(page), "asked": asked, "wrong": wrong, "last_block": latest_block()}
    context["actions"] = ACTION_NAMES.items()
    return render(request, "audit/list.html", context, status=422 if wrong else 200)


@require_POST
def audit_verify(request: HttpRequest) -> HttpResponse:
    """Recompute the whole chain and say what was found."""
    demand(request.acting, Permission.AUDIT_READ, None)
    verdict = verify()
    fault = gettext(verdict.fault) % (verdict.params or {}) if verdict.fault else ""
    return render(request, "audit/verified.html", {"verdict": verdict, "fault": fault, "last_block": latest_block()})
