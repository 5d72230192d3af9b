"""Pages that change a unit: founding, editing, moving, closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.organisation import actions
from liangze.organisation.models import Unit
from liangze.organisation.queries.editable import editable_unit, unit_id_named
from liangze.web.clock import today
from liangze.web.organisation.asking import Ask, asked, posted
from liangze.web.organisation.forms import EditUnitForm, EndForm, MoveForm, NewUnitForm

FACTS = ("name", "kind", "level", "party_organ", "discipline_organ", "position")


def facts_of(fields: dict[str, Any]) -> actions.UnitFacts:
    """The facts in a form."""
    return actions.UnitFacts(**{name: fields[name] for name in FACTS})


def page_of(unit: Unit) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The unit's page, and the trail to a form about it."""
    address = reverse("unit-detail", args=(unit.pk,))
    return address, ((reverse("units"), _("Units")), (address, unit.name))


@require_http_methods(["GET", "POST"])
def unit_new(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A unit below this one."""
    parent = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(parent)
    form = NewUnitForm(posted(request), initial={"level": parent.level, "kind": "department", "since": today()})
    ask = Ask(_("New unit below %(unit)s") % {"unit": parent.name}, _("Found the unit"), back, _("The unit is founded."), trail=trail)

    def act(fields: dict[str, Any]) -> None:
        actions.found_unit(by=request.acting, parent_id=unit_id, code=fields["code"], facts=facts_of(fields), since=fields["since"])

    return asked(request, form, act, ask)


@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Name, kind, level, organs."""
    unit = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(unit)
    form = EditUnitForm(posted(request), initial={name: getattr(unit, name) for name in FACTS})
    ask = Ask(_("Edit %(unit)s") % {"unit": unit.name}, _("Save"), back, _("Saved."), trail=trail)
    return asked(
        request,
        form,
        lambda fields: actions.edit_unit(by=request.acting, unit_id=unit_id, facts=facts_of(fields), reason=fields["reason"]),
        ask,
    )


@require_http_methods(["GET", "POST"])
def unit_move(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Under another unit, with everything below."""
    unit = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(unit)
    note = _(
        "It moves today, with everything below it: from today on others are superior to it. A move cannot be dated earlier or later; "
        "the overview of earlier days then shows it under the new superior as well."
    )
    ask = Ask(_("Move %(unit)s") % {"unit": unit.name}, _("Move"), back, _("The unit is moved."), note=note, trail=trail, grave=True)

    def act(fields: dict[str, Any]) -> None:
        parent = unit_id_named(by=request.acting, word=fields["parent"], field="parent")
        actions.move_unit(by=request.acting, unit_id=unit_id, parent_id=parent, reason=fields["reason"], today=today())

    return asked(request, MoveForm(posted(request)), act, ask)


@require_http_methods(["GET", "POST"])
def unit_close(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The end of a unit."""
    unit = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(unit)
    note = _("Its seats, appointments, portfolios and stationings end on the same day. What was recorded stays.")
    ask = Ask(
        _("Close %(unit)s") % {"unit": unit.name}, _("Close the unit"), back, _("The unit is closed."), note=note, trail=trail, grave=True
    )
    form = EndForm(posted(request), initial={"on": today()})
    return asked(request, form, lambda fields: actions.close_unit(by=request.acting, unit_id=unit_id, **fields), ask)
