"""What is told when something cannot be done: {"errors": [{"field", "what", "remedy", "clause"}]}, in the reader's language."""

from __future__ import annotations

import logging
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError

from liangze.core.errors import NotFound, Refusal, Refusals

log = logging.getLogger(__name__)
UNREADABLE = 422


class Error(Schema):
    """One thing that is wrong: where, what, and what to do. `clause` names the rule that demands it."""

    field: str | None
    what: str
    remedy: str
    clause: str | None


class Errors(Schema):
    """Everything that is wrong, so that all of it can be mended at once. Never empty."""

    errors: list[Error]


def told(error: Refusal | Refusals, status: int | None = None) -> JsonResponse:
    """The refusals in words."""
    refusals = error.refusals if isinstance(error, Refusals) else (error,)
    return JsonResponse({"errors": [_one(refusal) for refusal in refusals]}, status=status or error.status)


def _one(refusal: Refusal) -> dict[str, str | None]:
    params = {name: gettext(value) if isinstance(value, str) and value else value for name, value in refusal.params.items()}

    def words(text: str) -> str:
        text = gettext(text) if text else ""
        return text % params if params and text else text

    return {"field": refusal.field, "what": words(refusal.what), "remedy": words(refusal.remedy), "clause": refusal.clause}


def nothing_here() -> NotFound:
    return NotFound("There is no such address in the interface.", remedy="Compare it with /api/v1/openapi.json.")


def attach(api: NinjaAPI) -> None:
    """Let the interface answer every failure in this shape, and never with a trace."""
    api.add_exception_handler(Refusal, lambda request, error: told(error))
    api.add_exception_handler(Refusals, lambda request, error: told(error))
    api.add_exception_handler(ValidationError, _misread)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(Http404, lambda request, error: told(nothing_here()))
    api.add_exception_handler(Exception, _failed)


def _misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that are missing or not of their kind."""
    return told(Refusals(_field(one) for one in error.errors), UNREADABLE)


def _field(error: dict[str, Any]) -> Refusal:
    place = [str(step) for step in error["loc"] if step not in ("query", "body", "path", "form", "file")]
    field = ".".join(place[1:] if place and place[0] == "sent" else place) or None
    if error["type"] == "missing":
        return Refusal("This is missing.", field=field, remedy="Send it.")
    return Refusal("This is not of the kind that is asked for.", field=field, remedy="Compare it with /api/v1/openapi.json.")


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 403:
        remedy = "Send the header X-CSRFToken, or use a token of your account."
        refusal = Refusal("The token against forged requests is missing.", remedy=remedy)
    elif isinstance(error, Throttled):
        refusal = Refusal("There were too many requests of this kind.", remedy="Wait a minute, then go on.")
    else:
        refusal = Refusal("The request could not be understood.", remedy="Compare it with /api/v1/openapi.json.")
    answer = told(refusal, error.status_code)
    if isinstance(error, Throttled):
        answer.headers["Retry-After"] = str(ceil(error.wait or 60))
    return answer


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    remedy = "Try again in a moment, and tell the system administrator if it happens again."
    return told(Refusal("Nothing of your last step was saved.", remedy=remedy), 500)
