"""Addresses of the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from liangze.api.errors import nothing_here, told
from liangze.api.interface import api
from liangze.core.errors import Refusal

View = Callable[..., HttpResponse]


def worded(view: View) -> View:
    """The view, answering in the language that is asked for and in JSON whatever happens."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        speak(request)
        if refusal := unreadable(request):
            return told(refusal)
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            refused = told(Refusal("This address does not know that method.", remedy="Compare it with /api/v1/openapi.json."), 405)
            refused.headers["Allow"] = response.headers.get("Allow", "")
            return refused
        if response.status_code == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response

    answered.answers_in_json = True
    return csrf_exempt(answered)  # the interface checks by itself, and only sessions


def speak(request: HttpRequest) -> None:
    """The language of a program is the one it asks for; a browser keeps that of its pages."""
    wanted = request.headers.get("Accept-Language", "").strip().lower()
    is_browser = request.acting is not None and not request.by_token
    if wanted and not is_browser and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate("en" if wanted.startswith("en") else settings.LANGUAGE_CODE)


def unreadable(request: HttpRequest) -> Refusal | None:
    """No text has a NUL in it, and the database takes none."""
    is_json = request.content_type == "application/json"
    sent = request.body if is_json and request.method != "GET" else b""
    if "\0" in request.get_full_path() + request.path or "%00" in request.META.get("QUERY_STRING", "") or b"\\u0000" in sent:
        return Refusal("A text has no NUL character in it.", remedy="Take the character out.")
    return None


def nothing(request: HttpRequest) -> HttpResponse:
    """Whatever is not an operation."""
    return told(nothing_here())


def _worded(pattern: URLPattern) -> URLPattern:
    pattern.callback = worded(nothing if pattern.name == "api-root" else pattern.callback)
    return pattern


patterns, application, namespace = api.urls
urlpatterns = [
    path("v1/", include(([_worded(pattern) for pattern in patterns], application), namespace=namespace)),
    re_path(r"^", worded(nothing), name="api-nothing"),
]
