"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from liangze.web.middleware import public

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
    username = request.POST.get("username", "").strip()[:60]
    account = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
    if account is None:
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        wrong = gettext("User name or password is not right. After %(count)s failures signing in is locked for %(minutes)s minutes.")
        places = {"count": settings.AXES_FAILURE_LIMIT, "minutes": MINUTES}
        return render(request, "accounts/sign-in.html", {"next": wanted, "username": username, "wrong": wrong % places}, status=422)
    login(request, account)
    response = redirect("own-password" if account.must_change_password else wanted or settings.LOGIN_REDIRECT_URL)
    if account.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Too many failures: says for how long, and who can help."""
    return render(request, "accounts/locked.html", {"minutes": MINUTES}, status=429)


def _own_address(request: HttpRequest, address: str) -> str:
    """The address if it is a page of this installation, else nothing: no redirect leads elsewhere."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if safe else ""
