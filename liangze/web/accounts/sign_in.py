"""Signing in and out."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from liangze.organisation.actions.sessions import note_failure, note_sign_in, note_sign_out
from liangze.organisation.policy import Acting, acting_for
from liangze.web.clock import today
from liangze.web.middleware import address_of, always, public
from liangze.web.sessions import begin

MINUTES = round(settings.AXES_COOLOFF_TIME * 60)


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; on success to where the person wanted to go. It never says which of the two words was wrong."""
    wanted = _own_address(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.user.is_authenticated:
        return redirect(wanted or settings.LOGIN_REDIRECT_URL)
    if request.method == "GET":
        return render(request, "accounts/sign-in.html", {"next": wanted})
    words = {"username": request.POST.get("username", "").strip()[:60], "password": request.POST.get("password", "")[:200]}
    if AxesProxyHandler.is_locked(request, words):  # a locked name is not tried: the lock ends when the page said it would
        return locked_out(request)
    account = authenticate(request, **words)
    if account is None:
        return _failed(request, words["username"], wanted)
    login(request, account)
    by = acting_for(account, today=today(), address=address_of(request), request=uuid4())
    begin(request.session, by)
    note_sign_in(account=account, by=by)
    response = redirect("own-password" if account.must_change_password else wanted or settings.LOGIN_REDIRECT_URL)
    if account.language:
        chosen = {"max_age": 365 * 86400, "samesite": "Lax", "secure": settings.HTTPS, "httponly": True}
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, **chosen)
    return response


def _failed(request: HttpRequest, username: str, wanted: str) -> HttpResponse:
    locked = getattr(request, "axes_locked_out", False)
    note_failure(username=username, locked=locked, by=Acting(None, "", address=address_of(request), request=uuid4()))
    if locked:
        return locked_out(request)
    wrong = gettext("User name or password is not right. After %(count)s failures signing in is locked for %(minutes)s minutes.")
    places = {"count": settings.AXES_FAILURE_LIMIT, "minutes": MINUTES}
    return render(request, "accounts/sign-in.html", {"next": wanted, "username": username, "wrong": wrong % places}, status=422)


@always
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    note_sign_out(account=request.user, by=request.acting)
    logout(request)
    return redirect("sign-in")


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Too many failures: says for how long, and who can help."""
    return render(request, "accounts/locked.html", {"minutes": MINUTES}, status=429)


def _own_address(request: HttpRequest, address: str) -> str:
    """The address if it is a page of this installation, else nothing: no redirect leads elsewhere."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if safe and "/" in address else ""  # a bare word would be looked up as the name of a page


def pseudonym(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """What failures are counted under instead of the user name as typed, which may be a slip of the password or a stranger's name."""
    typed = str((credentials or {}).get("username") or "")
    return hmac.new(settings.SECRET_KEY.encode(), typed.encode(), hashlib.sha256).hexdigest()[:32]
