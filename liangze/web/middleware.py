"""Middleware of the pages: content security policy, language, sign-in by default, refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from liangze.core.errors import Refusal, Refusals
from liangze.organisation.policy import acting_for
from liangze.web.clock import today
from liangze.web.refusals import refused

Next = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
        "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    )
)
LANGUAGES = {code for code, _ in settings.LANGUAGES}


def public(view: View) -> View:
    """Marks a view that needs no sign-in."""
    view.public = True  # type: ignore[attr-defined]
    return view


def address_of(request: HttpRequest) -> str | None:
    """Where the request comes from; behind a proxy, what the nearest proxy says."""
    if settings.SECURE_PROXY_SSL_HEADER and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return forwarded.rsplit(",", 1)[-1].strip() or None
    return request.META.get("REMOTE_ADDR") or None


class ContentSecurityPolicy:
    """Sends the policy: own assets only, no inline script, no inline style."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class Language:
    """Chinese, unless the person has chosen otherwise: the cookie first, then the account. Browsers are not asked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response


class SignedIn:
    """Asks for a sign-in on every page not marked @public, and puts on the request who acts, as `request.acting`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated:
            account = request.user
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and account.language in LANGUAGES:
                translation.activate(account.language)
            request.acting = acting_for(account, today=today(), address=address_of(request), request=uuid4())  # type: ignore[attr-defined]
            return None
        if getattr(view, "public", False):
            return None
        if getattr(request, "htmx", False):  # a fragment must not become the sign-in page: the whole page goes there
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_URL))
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


class Refused:
    """Turns a Refusal or Refusals raised by a view into a page (or fragment) that says what is wrong and what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal | Refusals):
            return refused(request, exception)
        return None
