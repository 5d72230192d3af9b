"""Pages that change portfolios, coverage and stationings, and put days right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotFound
from liangze.organisation import actions
from liangze.organisation.models import Unit
from liangze.organisation.queries.editable import editable_post, editable_thing, editable_unit, unit_id_named, units_below
from liangze.web.clock import today
from liangze.web.organisation.asking import Ask, asked, posted
from liangze.web.organisation.edit_units import page_of
from liangze.web.organisation.forms import CorrectForm, CoverageForm, EndSoftForm, PortfolioForm, StationingForm


def below_first(form: Form, unit: Unit) -> Form:
    """The form, offering the units right below before anything is typed."""
    form.fields["unit"].widget.offered = units_below(unit=unit)
    return form


@require_http_methods(["GET", "POST"])
def portfolio_new(request: HttpRequest, post_id: int) -> HttpResponse:
    """A unit or an area comes into the charge of a seat."""
    post = editable_post(by=request.acting, post_id=post_id)
    back, trail = page_of(post.unit)
    title = _("Portfolio of %(seat)s") % {"seat": post.title}
    ask = Ask(title, _("Give the portfolio"), back, _("The portfolio is given."), trail=trail)

    def act(fields: dict[str, Any]) -> None:
        word = fields.pop("unit")
        unit_id = unit_id_named(by=request.acting, word=word, field="unit") if word else None
        actions.give_portfolio(by=request.acting, post_id=post_id, unit_id=unit_id, **fields)

    return asked(request, below_first(PortfolioForm(posted(request), initial={"since": today()}), post.unit), act, ask)


@require_http_methods(["GET", "POST"])
def coverage_new(request: HttpRequest, post_id: int) -> HttpResponse:
    """A seat begins to follow a unit."""
    post = editable_post(by=request.acting, post_id=post_id)
    back, trail = page_of(post.unit)
    title = _("Unit followed by %(seat)s") % {"seat": post.title}
    ask = Ask(title, _("Have it followed"), back, _("The unit is followed from that day on."), trail=trail)

    def act(fields: dict[str, Any]) -> None:
        unit_id = unit_id_named(by=request.acting, word=fields.pop("unit"), field="unit")
        actions.give_coverage(by=request.acting, post_id=post_id, unit_id=unit_id, **fields)

    return asked(request, below_first(CoverageForm(posted(request), initial={"since": today()}), post.unit), act, ask)


@require_http_methods(["GET", "POST"])
def stationing_new(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A stationed group begins to supervise the unit."""
    unit = editable_unit(by=request.acting, unit_id=unit_id)
    back, trail = page_of(unit)
    note = _("People of the group may then read this unit's records, and close out its ledger.")
    title = _("Stationed group of %(unit)s") % {"unit": unit.name}
    ask = Ask(title, _("Station the group"), back, _("The group is stationed."), note=note, trail=trail)

    def act(fields: dict[str, Any]) -> None:
        group_id = unit_id_named(by=request.acting, word=fields.pop("group"), field="group")
        actions.station(by=request.acting, group_id=group_id, unit_id=unit_id, **fields)

    return asked(request, StationingForm(posted(request), initial={"since": today()}), act, ask)


@require_http_methods(["GET", "POST"])
def relation_end(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """The end of a portfolio, a coverage or a stationing."""
    ends: dict[str, tuple[str, Callable[..., object]]] = {
        "portfolio": (_("End the portfolio"), lambda **f: actions.end_portfolio(portfolio_id=number, **f)),
        "coverage": (_("End the coverage"), lambda **f: actions.end_coverage(coverage_id=number, **f)),
        "stationing": (_("End the stationing"), lambda **f: actions.end_stationing(stationing_id=number, **f)),
    }
    if thing not in ends:
        raise NotFound("There is no such entry, or it is outside your reach.", remedy="Go back to the list and choose again.")
    _row, unit = editable_thing(by=request.acting, thing=thing, number=number)
    back, trail = page_of(unit)
    title, end = ends[thing]
    ask = Ask(title, title, back, _("It ends on that day."), trail=trail)
    form = EndSoftForm(posted(request), initial={"on": today()})
    return asked(request, form, lambda fields: end(by=request.acting, **fields), ask)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, thing: str, number: int) -> HttpResponse:
    """Days that were entered wrongly."""
    row, unit = editable_thing(by=request.acting, thing=thing, number=number)
    back, trail = page_of(unit)
    note = _("Only for days that were entered wrongly. When something really ends, end it. The old days stay in the audit chain.")
    ask = Ask(_("Correct the days"), _("Correct"), back, _("The days are corrected."), note=note, trail=trail, grave=True)
    form = CorrectForm(posted(request), initial={"since": row.since, "until": row.until})
    return asked(request, form, lambda fields: actions.correct_days(by=request.acting, thing=thing, number=number, **fields), ask)
