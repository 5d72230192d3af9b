"""One's own signing key: made, brought along, given another passphrase, revoked."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Refusal, Refusals
from liangze.documents.signatures.pkcs12 import SIZE_LIMIT
from liangze.organisation.actions.signing import bring_own_key, change_own_passphrase, make_own_key, revoke_own_key
from liangze.organisation.queries.signing import signer_of
from liangze.trust.endorsements.mine import keys_of, signed_by
from liangze.web.clock import now, today
from liangze.web.forms import PlainForm, put_refusals
from liangze.web.signatures.forms import BringForm, MakeForm, PassphraseForm, RevokeForm


@require_safe
def own_signature(request: HttpRequest) -> HttpResponse:
    """The key of the one who is signed in, and what was signed with it."""
    return _page(request)


@sensitive_post_parameters("new", "again")
@require_POST
def key_make(request: HttpRequest) -> HttpResponse:
    """Make a key; its certificate comes from the installation."""
    form = MakeForm(request.POST)
    return _carried_out(
        request, form, "make", _("Your signing key is ready."),
        lambda: make_own_key(protection=form.protection(), by=request.acting, today=today(), now=now()),
    )


@sensitive_post_parameters("password", "new", "again")
@require_POST
def key_bring(request: HttpRequest) -> HttpResponse:
    """Take over a key from a file."""
    form = BringForm(request.POST, request.FILES)
    return _carried_out(
        request, form, "bring", _("Your signing key is ready."),
        lambda: bring_own_key(
            file=form.cleaned_data["file"].read(SIZE_LIMIT + 1), password=form.cleaned_data["password"], protection=form.protection(),
            by=request.acting, today=today(), now=now(),
        ),
    )


@sensitive_post_parameters("passphrase", "new", "again")
@require_POST
def key_passphrase(request: HttpRequest) -> HttpResponse:
    """Another passphrase for the same key."""
    form = PassphraseForm(request.POST)
    return _carried_out(
        request, form, "passphrase", _("The passphrase of your signing key is changed."),
        lambda: change_own_passphrase(
            old=form.cleaned_data["passphrase"], protection=form.protection(), by=request.acting, now=now()
        ),
    )


@require_POST
def key_revoke(request: HttpRequest) -> HttpResponse:
    """Revoke one's key."""
    form = RevokeForm(request.POST)
    return _carried_out(
        request, form, "revoke", _("The key is revoked. What it signed before stays valid; make a new one to sign again."),
        lambda: revoke_own_key(**form.cleaned_data, by=request.acting, now=now()),
    )


def _carried_out(request: HttpRequest, form: PlainForm, which: str, done: str, act: Callable[[], object]) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            act()
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
            status = refused.status if refused.status != 400 else 422
        else:
            messages.success(request, done)
            onward = request.POST.get("next", "")
            own = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/")
            return redirect(onward) if own and which in ("make", "bring") else redirect("own-signature")
    return _page(request, status, **{which: form})


def _page(request: HttpRequest, status: int = 200, **tried: PlainForm) -> HttpResponse:
    moment = now()
    keys = keys_of(request.acting.account_id, now=moment)
    forms = {"make": MakeForm, "bring": BringForm, "passphrase": PassphraseForm, "revoke": RevokeForm}
    context = {f"{name}_form": tried.get(name) or made(auto_id=f"{name}-%s") for name, made in forms.items()}
    for name, form in tried.items():
        form.auto_id = f"{name}-%s"
        context["tried"] = name
    context |= {
        "key": next((each for each in keys if each.usable), None), "earlier": [each for each in keys if not each.usable],
        "signer": signer_of(request.acting, today=today()), "signed": signed_by(request.acting.account_id),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "signatures/own.html", context, status=status)
