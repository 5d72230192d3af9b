"""One version of a list: shown, led through its procedure, signed, compared, exported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.lists import actions
from liangze.lists.models import Scope
from liangze.lists.queries.history import history
from liangze.lists.queries.paper import version_paper
from liangze.lists.queries.reach import the_version
from liangze.lists.queries.signing import signing_page
from liangze.lists.queries.version import version_page
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.lists.answers import demand_known_form, download
from liangze.web.refusals import each
from liangze.web.signatures.form import kept, signing


@require_safe
def detail(request: HttpRequest, version_id: int) -> HttpResponse:
    """One version."""
    return _shown(request, version_id)


@require_POST
def act(request: HttpRequest, version_id: int, verb: str) -> HttpResponse:
    """One step: submit, take-back, review, revise, publish. Refused: the page again with what was typed."""
    given = {"version_id": version_id, "by": request.acting, "now": now()}
    reason, posted = request.POST.get("reason", ""), request.POST
    verbs: dict[str, tuple[Any, dict[str, str], str]] = {
        "submit": (actions.submit, {}, _("The list is submitted. Somebody else reviews it now.")),
        "take-back": (actions.take_back, {"reason": reason}, _("The list is a draft again.")),
        "review": (
            actions.review, {"opinion": posted.get("opinion", ""), "comments": posted.get("comments", "")}, _("Your opinion is recorded.")
        ),
        "revise": (
            actions.revise, {"reason": reason}, _("A new version is begun. The signatures of the one before are void; both are kept.")
        ),
        "publish": (actions.publish, {"scope": posted.get("scope", "")}, _("The list is published.")),
    }
    if verb not in verbs:
        raise NotFound("There is no such step.", remedy="Choose one of those offered on the page of the list.")
    action, words, said = verbs[verb]
    try:
        made = action(**given, **words)
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, version_id, refused, verb)
    messages.success(request, said)
    return redirect("list-edit", made.pk) if verb == "revise" else redirect("list-version", version_id)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """The document and the form to sign it, or return it, as the holder of a seat that answers for it."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            actions.sign(version_id=version_id, by=request.acting, now=now(), **signing(request))
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("list-version", version_id)
    page = signing_page(version_id=version_id, by=request.acting, today=today())
    context = {
        "page": page, "sheet": page.sheet, "box": page.seat.box, "role": page.seat.title, "action_url": request.path,
        "refusals": each(refused) if refused else (), "posted": kept(request) if refused else {},
    }
    return render(request, "lists/sign.html", context, status=refused.status if refused else 200)


@require_POST
def withdraw_publication(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Take a published list down, with a reason. POST version: the page to go back to."""
    version_id = number(request.POST.get("version")) or 0
    try:
        row = actions.withdraw(publication_id=publication_id, reason=request.POST.get("reason", ""), by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        if not version_id:
            raise
        return _shown(request, version_id, refused, "withdraw")
    messages.success(request, _("The list is no longer published."))
    return redirect("list-version", version_id or row.version_id)


@require_safe
def versions(request: HttpRequest, version_id: int) -> HttpResponse:
    """All versions of the list, and what this one changes against another. GET: against, a number."""
    asked = request.GET.get("against", "")
    found = history(version_id=version_id, by=request.acting, against=int(asked) if asked.isdecimal() and len(asked) < 6 else None)
    return render(request, "lists/history.html", {"page": found})


@require_safe
def export(request: HttpRequest, version_id: int, form: str) -> HttpResponse:
    """The version as a paper."""
    demand_known_form(form)
    found = the_version(version_id, request.acting)
    name = f"list-{found.list.unit.code}-{found.list.year}-{found.list.role}-v{found.number}"
    return download(version_paper(found, today()), form, name)


def _shown(request: HttpRequest, version_id: int, refused: Refusal | Refusals | None = None, verb: str = "") -> HttpResponse:
    page = version_page(version_id=version_id, by=request.acting, today=today())
    context: dict[str, Any] = {"page": page, "scopes": Scope.choices, "verb": verb, "posted": request.POST}
    if refused:
        context["refusals"] = each(refused)
    return render(request, "lists/version.html", context, status=refused.status if refused else 200)
