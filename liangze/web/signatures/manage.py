"""The authority of the installation, for the security administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import Refusal
from liangze.organisation.actions.signing import demand_authority, rotate_authority
from liangze.organisation.policy import Permission, demand
from liangze.trust.endorsements.authority import roots
from liangze.web.clock import now
from liangze.web.forms import put_refusals
from liangze.web.signatures.forms import RotateForm


@require_http_methods(["GET", "HEAD", "POST"])
def authority_page(request: HttpRequest) -> HttpResponse:
    """Root certificates, and the form that puts a new one in place of the one in use."""
    demand(request.acting, Permission.SIGNATURE_MANAGE, None)
    form = RotateForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        demand_authority(request.acting)
        if form.is_valid():
            try:
                rotate_authority(**form.cleaned_data, by=request.acting, now=now())
            except Refusal as refused:
                put_refusals(form, refused)
            else:
                messages.success(request, _("New keys are issued under the new root certificate. Give it to those who verify documents."))
                return redirect("authority")
    return render(request, "signatures/authority.html", {"roots": roots(), "form": form}, status=status)
