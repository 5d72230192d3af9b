"""A field for one unit: type a part of its name or its code, choose from what is found. Works as a plain field as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from liangze.core.errors import NotFound
from liangze.organisation.policy import Permission
from liangze.organisation.queries.named_units import UnitOffered, units_offered

LONGEST = 160


class UnitInput(forms.TextInput):
    """The text field with its list of units; htmx fills the list while somebody types."""

    offered: Iterable[UnitOffered] = ()

    def __init__(self, permission: Permission) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.permission = permission

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        listed = f"{(attrs or {}).get('id') or f'id_{name}'}-offered"
        asks = {
            "list": listed,
            "hx-get": f"{reverse_lazy('units-offered')}?permission={self.permission.value}&field={name}",
            "hx-trigger": "input changed delay:250ms, focus once",
            "hx-target": f"#{listed}",
            "hx-params": name,
            "hx-sync": "this:replace",
        }
        field = super().render(name, value, {**(attrs or {}), **asks}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', field, listed, options(self.offered))


class UnitField(forms.CharField):
    """What was typed; the view asks `unit_named` which unit it means."""

    def __init__(self, *, permission: Permission, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=UnitInput(permission), **kwargs)


def options(offered: Iterable[UnitOffered]) -> SafeString:
    """The units as options of the list."""
    return format_html_join("", '<option value="{}">{}</option>', ((unit.typed, unit.under) for unit in offered))


@require_safe
def units_offered_page(request: HttpRequest) -> HttpResponse:
    """The options for what is typed: ?permission=grant:give&field=unit&unit=甲局."""
    wanted = request.GET.get("permission", "")
    if wanted not in set(Permission):
        raise NotFound("There is no such list of units.", remedy="Go back to the form.")
    word = request.GET.get(request.GET.get("field", ""), "")[:LONGEST]
    return HttpResponse(options(units_offered(by=request.acting, permission=Permission(wanted), word=word)))
