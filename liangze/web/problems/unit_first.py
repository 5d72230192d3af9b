"""A page that asks for the unit before the form that depends on it. Without script it is a plain GET form."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liangze.core.errors import Refusal, Refusals
from liangze.organisation.policy import Permission
from liangze.organisation.queries.named_units import unit_named
from liangze.web.forms import put_refusals
from liangze.web.unit_picker import UnitField


class UnitFirstForm(forms.Form):
    """The unit, by what people type."""

    use_required_attribute = False

    def __init__(self, *args: object, permission: Permission, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["named"] = UnitField(permission=permission, label=_("Responsible unit"), help_text=_("Name or code."))


def unit_first(request: HttpRequest, *, permission: Permission, then: str, title: str, why: str) -> HttpResponse:
    """GET named: what was typed; leads on to the page `then` with ?unit=<id>."""
    asked = "named" in request.GET
    form = UnitFirstForm(request.GET if asked else None, permission=permission)
    if asked and form.is_valid():
        try:
            unit = unit_named(by=request.acting, permission=permission, word=form.cleaned_data["named"], field="named")
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            return redirect(f"{reverse(then)}?unit={unit.pk}")
    context = {"form": form, "title": title, "why": why, "then": then}
    return render(request, "problems/unit-first.html", context, status=422 if asked else 200)
