"""Pages that change seats and who holds them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.organisation import actions
from liangze.organisation.queries.editable import editable_post, editable_thing, editable_unit
from liangze.web.clock import today
from liangze.web.organisation.asking import Ask, asked, posted
from liangze.web.organisation.edit_units import page_of
from liangze.web.organisation.forms import AppointForm, EditPostForm, EndForm, EndSoftForm, NewPostForm


@require_http_methods(["GET", "POST"])
def post_new(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A seat in the unit."""
    unit = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(unit)
    ask = Ask(_("New seat in %(unit)s") % {"unit": unit.name}, _("Add the seat"), back, _("The seat is added."), trail=trail)

    def act(fields: dict[str, Any]) -> None:
        facts = actions.PostFacts(fields["title"], fields["position"])
        actions.add_post(by=request.acting, unit_id=unit_id, code=fields["code"], role=fields["role"], facts=facts, since=fields["since"])

    return asked(request, NewPostForm(posted(request), initial={"role": "member", "since": today()}), act, ask)


@require_http_methods(["GET", "POST"])
def post_edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Title and order of a seat."""
    post = editable_post(by=request.acting, post_id=post_id)
    back, trail = page_of(post.unit)
    form = EditPostForm(posted(request), initial={"title": post.title, "position": post.position})
    ask = Ask(_("Edit the seat %(seat)s") % {"seat": post.title}, _("Save"), back, _("Saved."), trail=trail)

    def act(fields: dict[str, Any]) -> None:
        facts = actions.PostFacts(fields["title"], fields["position"])
        actions.edit_post(by=request.acting, post_id=post_id, facts=facts, reason=fields["reason"])

    return asked(request, form, act, ask)


@require_http_methods(["GET", "POST"])
def post_end(request: HttpRequest, post_id: int) -> HttpResponse:
    """The end of a seat."""
    post = editable_post(by=request.acting, post_id=post_id)
    back, trail = page_of(post.unit)
    note = _("Who holds it, what is in its charge and whom it follows end on the same day.")
    title = _("End the seat %(seat)s") % {"seat": post.title}
    ask = Ask(title, _("End the seat"), back, _("The seat ends on that day."), note=note, trail=trail, grave=True)
    form = EndForm(posted(request), initial={"on": today()})
    return asked(request, form, lambda fields: actions.end_post(by=request.acting, post_id=post_id, **fields), ask)


@require_http_methods(["GET", "POST"])
def appointment_new(request: HttpRequest, post_id: int) -> HttpResponse:
    """Somebody takes a seat."""
    post = editable_post(by=request.acting, post_id=post_id)
    back, trail = page_of(post.unit)
    ask = Ask(_("Appoint to %(seat)s") % {"seat": post.title}, _("Appoint"), back, _("The appointment is entered."), trail=trail)
    form = AppointForm(posted(request), initial={"since": today()})
    return asked(request, form, lambda fields: actions.appoint(by=request.acting, post_id=post_id, **fields), ask)


@require_http_methods(["GET", "POST"])
def appointment_end(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody leaves a seat."""
    row, unit = editable_thing(by=request.acting, thing="appointment", number=number)
    back, trail = page_of(unit)
    title = _("%(name)s leaves %(seat)s") % {"name": row.person.name, "seat": row.post.title}
    ask = Ask(title, _("End the appointment"), back, _("The appointment ends on that day."), trail=trail)
    form = EndSoftForm(posted(request), initial={"on": today()})
    return asked(request, form, lambda fields: actions.end_appointment(by=request.acting, appointment_id=number, **fields), ask)
