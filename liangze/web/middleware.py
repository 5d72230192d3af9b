"""Middleware of the pages: content security policy, language, how much is taken in, sign-in by default, refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from liangze.core.errors import Refusal, Refusals
from liangze.organisation.policy import acting_for
from liangze.organisation.queries.tokens import account_behind
from liangze.web.clock import now, today
from liangze.web.refusals import bad_request, page, refused, told
from liangze.web.sessions import ended

Next = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
        "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    )
)
DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"
LANGUAGES = {code for code, _ in settings.LANGUAGES}


def public(view: View) -> View:
    """Marks a view that needs no sign-in."""
    view.public = True
    return view


def anonymous(view: View) -> View:
    """Marks a view that must not know who asks: nobody is looked up and no session is read, also where one is open."""
    view.anonymous = True
    return view


def always(view: View) -> View:
    """Marks a view that is reachable even before the first password is changed."""
    view.always = True
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
        response.headers.setdefault("Permissions-Policy", DEVICES)
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


class Bounded:
    """Refuses a request larger than forms and their files need, before anything of it is read or kept on the disk.

    It stands before whatever reads forms. A body without a length is none: the server hands on as much as the header says.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= settings.REQUEST_LIMIT:
            return None
        refusal = Refusal(
            "What was sent is larger than %(limit)s MB.", remedy="Send fewer or smaller files at once.",
            params={"limit": settings.REQUEST_LIMIT // (1024 * 1024)},
        )
        if getattr(view, "answers_in_json", False):
            said = told(refusal)
            return JsonResponse({"errors": [{"field": None, "what": said.what, "remedy": said.remedy, "clause": None}]}, status=413)
        return page(request, 413, (told(refusal),))


class Readable:
    """Refuses a NUL in the question of an address or in a form: no text has one, and the database takes none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "answers_in_json", False):
            return None
        odd = "\0" in unquote(request.META.get("QUERY_STRING", ""))
        odd = odd or any("\0" in text for _, texts in request.POST.lists() for text in texts)
        return bad_request(request) if odd else None


class SignedIn:
    """Asks for a sign-in on every page not marked @public, and puts on the request who acts, as `request.acting`.

    Each request looks again: a closed account, a changed password, the end of the last grant or a long pause ends the
    session; a password set by somebody else must be changed before anything else. Nothing of it stays in a cache.
    Views marked `answers_in_json` refuse by themselves when nobody acts, and take a token instead of a session.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = None
        response = self.get_response(request)
        if request.acting is not None:
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "anonymous", False):
            return None
        if getattr(view, "answers_in_json", False):
            self.recognise(request)
            return None
        is_public = getattr(view, "public", False)
        if request.user.is_authenticated and self.goes_on(request):
            if request.user.must_change_password and not is_public and not getattr(view, "always", False):
                return self.lead_to(request, resolve_url("own-password"))
            return None
        return None if is_public else self.ask(request)

    def recognise(self, request: HttpRequest) -> None:
        """Who acts behind a token, else behind the session; nobody before the first password is changed."""
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        request.by_token = bool(kind)
        if not kind:
            if request.user.is_authenticated and not request.user.must_change_password:
                self.goes_on(request)
            return
        account = account_behind(secret.strip(), now=now()) if kind.lower() == "bearer" else None
        if account is not None and not account.must_change_password:
            if account.language in LANGUAGES:
                translation.activate(account.language)
            acting = acting_for(account, today=today(), address=address_of(request), request=uuid4())
            request.acting = acting

    def goes_on(self, request: HttpRequest) -> bool:
        """Whether the session still holds; if so, the request knows who acts."""
        account = request.user
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and account.language in LANGUAGES:
            translation.activate(account.language)
        acting = acting_for(account, today=today(), address=address_of(request), request=uuid4())
        over = ended(request.session, acting)
        if over:
            logout(request)
            messages.info(request, over)
            return False
        request.acting = acting
        return True

    def ask(self, request: HttpRequest) -> HttpResponse:
        sign_in = resolve_url(settings.LOGIN_URL)
        if getattr(request, "htmx", False):  # a fragment must not become the sign-in page: the whole page goes there
            return HttpResponseClientRedirect(sign_in)
        return redirect_to_login(request.get_full_path(), sign_in)

    def lead_to(self, request: HttpRequest, address: str) -> HttpResponse:
        return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else HttpResponseRedirect(address)


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
