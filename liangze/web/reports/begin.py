"""Beginning a report: from what is owed, or on a major matter at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.organisation.policy import Permission
from liangze.packs.words import Addressee
from liangze.reports.actions import AlreadyReported, NewMatter, begin, begin_matter
from liangze.reports.queries.start import matter_choices, starting
from liangze.reports.words import ADDRESSEES
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import each
from liangze.web.reports.asked import day, numbers

MATTER_TO = (Addressee.SUPERIOR_COMMITTEE, Addressee.SUPERIOR_DISCIPLINE_ORGAN, Addressee.OWN_COMMITTEE, Addressee.DISPATCHING_ORGAN)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_page(request: HttpRequest) -> HttpResponse:
    """What one report can meet, and what it will count for. GET, POST: obligation, once for each; do: check or begin."""
    asked = request.POST if request.method == "POST" else request.GET
    ids = numbers(asked.getlist("obligation"))
    refused: Refusal | Refusals | None = None
    if request.method == "POST" and asked.get("do") != "check":
        try:
            report = begin(obligation_ids=ids, by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The report is drafted from the records. Check the figures and write what only you can say."))
            return redirect("report-edit", report.pk)
    if not ids:
        return redirect("reports-owed")
    page = starting(obligation_ids=ids, by=request.acting, today=today())
    stands = refused.report_id if isinstance(refused, AlreadyReported) else page.stands
    context = {"page": page, "refusals": each(refused) if refused else (), "stands": stands, "checked": set(ids)}
    return render(request, "reports/begin.html", context, status=_status(refused))


@require_http_methods(["GET", "HEAD", "POST"])
def matter_page(request: HttpRequest) -> HttpResponse:
    """A major matter: what, when, to whom, by when."""
    posted = request.POST
    unit = number(posted.get("unit") or request.GET.get("unit")) or own_unit_id(request.acting, Permission.REPORT_WRITE)
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        matter = NewMatter(
            unit_id=unit, holder_id=number(posted.get("holder")), title=posted.get("title", ""), on=day(posted.get("on")),
            due=day(posted.get("due")), to=tuple(posted.getlist("to")), topics=frozenset(),
        )
        try:
            report = begin_matter(matter=matter, by=request.acting, today=today(), now=now())
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The report is begun. Say what happened and submit it."))
            return redirect("report-edit", report.pk)
    choices = matter_choices(by=request.acting, unit_id=unit, today=today())
    wrong = each(refused) if refused else ()
    context = {
        "choices": choices, "posted": posted, "told": wrong, "errors": _by_field(wrong),
        "to_all": [(to, ADDRESSEES[to]) for to in MATTER_TO],
        "to": posted.getlist("to") if refused else [Addressee.SUPERIOR_COMMITTEE, Addressee.SUPERIOR_DISCIPLINE_ORGAN], "day": today(),
        "stands": refused.report_id if isinstance(refused, AlreadyReported) else None,
    }
    return render(request, "reports/matter.html", context, status=_status(refused))


def _status(refused: Refusal | Refusals | None) -> int:
    """422 for a form filled in wrongly."""
    return 422 if isinstance(refused, Refusals) else refused.status if refused else 200


def _by_field(wrong: Any) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {}
    for one in wrong:
        fields.setdefault(one.field or "whole", []).append(one)
    return fields
