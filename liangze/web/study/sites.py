"""Pages of demonstration sites: the register, entering one, closing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.organisation.policy import Permission, may
from liangze.study.actions import close_site, enter_site
from liangze.study.checks import recording_unit
from liangze.study.models.site import OpenTo, SiteKind
from liangze.study.queries.sites import sites
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import each as told

FIELDS = ("name", "kind", "place", "open_to", "note")


@require_safe
def site_list(request: HttpRequest) -> HttpResponse:
    """The register. GET: kind."""
    return _register(request)


@require_http_methods(["GET", "HEAD", "POST"])
def site_new(request: HttpRequest) -> HttpResponse:
    """Enter a site of one's own unit."""
    unit_id = number(request.POST.get("unit") or request.GET.get("unit")) or own_unit_id(request.acting, Permission.STUDY_RECORD)
    values = {field: request.POST.get(field, "") for field in FIELDS}
    wrong = ()
    if request.method == "POST":
        try:
            enter_site(unit_id=unit_id, by=request.acting, now=now(), **values)
        except (NotFound, NotAllowed):
            raise
        except (Refusal, Refusals) as refused:
            wrong = told(refused)
        else:
            messages.success(request, _("The site is in the register."))
            return redirect("study-sites")
    context = {
        "unit": recording_unit(unit_id, request.acting), "values": values, "wrong": wrong,
        "errors": {field: [each for each in wrong if each.field == field] for field in FIELDS},
        "kinds": SiteKind.choices, "open_tos": OpenTo.choices,
    }
    return render(request, "study/site-new.html", context, status=422 if wrong else 200)


@require_POST
def site_close(request: HttpRequest, site_id: int) -> HttpResponse:
    """Close a site from today on, with a reason."""
    try:
        close_site(site_id=site_id, reason=request.POST.get("reason", ""), by=request.acting, today=today())
    except (NotFound, NotAllowed, Conflict):
        raise
    except Refusal as refused:
        return _register(request, refusals=told(refused), refused=site_id, status=422)
    messages.success(request, _("The site is closed; its visits stay in the register."))
    return redirect("study-sites")


def _register(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    kind = request.GET.get("kind", "") if request.GET.get("kind") in SiteKind.values else ""
    context = {
        "rows": sites(by=request.acting, kind=kind), "kind": kind, "kinds": SiteKind.choices, "place": "sites",
        "may_record": bool(may(request.acting, Permission.STUDY_RECORD, None)), **more,
    }
    return render(request, "study/sites.html", context, status=status)
