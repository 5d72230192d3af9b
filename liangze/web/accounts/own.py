"""One's own account: password, what one may do, tokens for programs."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import Conflict, Refusals
from liangze.organisation.actions.accounts import change_own_password
from liangze.organisation.actions.tokens import make_token, revoke_token
from liangze.organisation.queries.tokens import tokens_of
from liangze.web.accounts.forms import PasswordForm, TokenForm
from liangze.web.clock import now
from liangze.web.forms import put_refusals
from liangze.web.middleware import always


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """Name, grants, seats and tokens of the one who is signed in."""
    return _own(request, TokenForm(initial={"days": 90}))


@require_POST
def token_new(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is on this answer and nowhere else."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _own(request, form, status=422)
    try:
        token, secret = make_token(**form.cleaned_data, by=request.acting, now=now())
    except (Refusals, Conflict) as refused:
        put_refusals(form, refused)
        return _own(request, form, status=refused.status if isinstance(refused, Conflict) else 422)
    return _own(request, TokenForm(initial={"days": 90}), made=token, secret=secret, status=201)


@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End a token, one's own or, as security administrator, somebody else's."""
    token = revoke_token(token_id=token_id, by=request.acting, now=now())
    messages.success(request, _("The token is revoked. Programs that use it are refused from now on."))
    if token.account_id == request.acting.account_id:
        return redirect("own-account")
    return redirect("account-detail", account_id=token.account_id)


def _own(request: HttpRequest, form: TokenForm, status: int = 200, **made: object) -> HttpResponse:
    tokens = tokens_of(request.acting.account_id, now=now())
    return render(request, "accounts/own.html", {"form": form, "tokens": tokens, **made}, status=status)


@always
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """The form to change one's password; the session goes on."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_password(account=request.user, old=form.cleaned_data["old"], new=form.cleaned_data["password"], by=request.acting)
        except Refusals as refusals:
            put_refusals(form, refusals)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("The password is changed."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)
