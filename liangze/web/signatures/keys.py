"""Keys of signers, for the security administrator: what their certificates say, never the keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.organisation.actions.signing import revoke_key
from liangze.organisation.queries.signing import signing_key, signing_keys
from liangze.web.clock import now
from liangze.web.forms import put_refusals
from liangze.web.paging import shown
from liangze.web.signatures.forms import RevokeForm


@require_safe
def key_list(request: HttpRequest) -> HttpResponse:
    """Keys of the accounts in reach, searchable."""
    search = request.GET.get("q", "").strip()[:60]
    rows, page = signing_keys(by=request.acting, now=now(), search=search, page=request.GET.get("page", 1))
    return render(request, "signatures/keys.html", {"rows": rows, "page": shown(page), "q": search})


@require_http_methods(["GET", "POST"])
def key_end(request: HttpRequest, key_id: int) -> HttpResponse:
    """Revoke somebody's key, with the reason."""
    key = signing_key(by=request.acting, key_id=key_id, now=now())
    if key is None:
        raise NotFound("There is no such key, or it is outside your reach.", remedy="Go back to the list of keys.")
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_key(key_id=key_id, **form.cleaned_data, by=request.acting, now=now())
        except Conflict:
            raise
        except Refusal as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("The key is revoked and stands on the revocation list."))
            return redirect("signing-keys")
    return render(request, "signatures/key-end.html", {"key": key, "form": form}, status=422 if request.method == "POST" else 200)
