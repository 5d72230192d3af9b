"""Adopting a version, ending that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import Refusal, Refusals
from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.named_units import unit_named, unit_typed
from liangze.regulations.actions import adopt, end_adoption
from liangze.regulations.queries.reach import the_adoption, the_version
from liangze.web.clock import today
from liangze.web.forms import put_refusals
from liangze.web.regulations.asked import number_asked
from liangze.web.regulations.forms import AdoptForm, EndForm


@require_http_methods(["GET", "POST"])
def adopt_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Let the version bind a unit. GET: unit."""
    by = request.acting
    version = the_version(key, number, by)
    demand(by, Permission.REGULATION_ADOPT, None)
    start = max(filter(None, (today(), version.in_force_from)))
    wanted = number_asked(request, "unit") or (by.home.unit_id if by.home else None)
    initial = {"unit": unit_typed(by=by, permission=Permission.REGULATION_ADOPT, unit_id=wanted), "since": start.isoformat()}
    form = AdoptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            unit = unit_named(by=by, permission=Permission.REGULATION_ADOPT, word=fields.pop("unit"), field="unit")
            adopt(version=version, unit=unit, **fields, by=by, today=today())
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("Adopted by %(unit)s.") % {"unit": unit.name})
            return redirect("regulation-detail", key=key, number=number)
    status = 422 if request.method == "POST" else 200
    return render(request, "regulations/adopt.html", {"form": form, "version": version}, status=status)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, adoption_id: int) -> HttpResponse:
    """End an adoption, with the reason."""
    row = the_adoption(adoption_id, request.acting)
    demand(request.acting, Permission.REGULATION_ADOPT, row.unit)
    form = EndForm(request.POST or None, initial={"until": today().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            end_adoption(adoption=row, **form.cleaned_data, by=request.acting)
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("The adoption ends."))
            return redirect("regulation-detail", key=row.version.regulation.key, number=row.version.version)
    status = 422 if request.method == "POST" else 200
    return render(request, "regulations/adoption-end.html", {"form": form, "adoption": row}, status=status)
