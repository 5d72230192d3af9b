"""Pages that enter people and put names right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotAllowed
from liangze.organisation import actions, queries
from liangze.organisation.policy import Permission, demand
from liangze.web.clock import today
from liangze.web.organisation.asking import Ask, asked, posted
from liangze.web.organisation.forms import EditPersonForm, NewPersonForm


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    """Somebody new, who may take a seat later."""
    demand(request.acting, Permission.ORGANISATION_EDIT, None)
    back = reverse("people")
    ask = Ask(_("New person"), _("Enter the person"), back, _("The person is entered."), trail=((back, _("People")),))

    def act(fields: dict[str, str]) -> str:
        return reverse("person-detail", args=(actions.add_person(by=request.acting, **fields).pk,))

    return asked(request, NewPersonForm(posted(request)), act, ask)


@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """A name put right."""
    person = queries.person_detail(by=request.acting, person_id=person_id, on=today())
    if not person.may_edit:
        raise NotAllowed("You may not change this person.", remedy="Ask the office of the unit where they hold a seat.")
    back = reverse("person-detail", args=(person_id,))
    trail = ((reverse("people"), _("People")), (back, person.name))
    ask = Ask(_("Put the name right"), _("Save"), back, _("Saved."), trail=trail)
    form = EditPersonForm(posted(request), initial={"name": person.name})
    return asked(request, form, lambda fields: actions.edit_person(by=request.acting, person_id=person_id, **fields), ask)
