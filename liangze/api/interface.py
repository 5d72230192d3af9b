"""The interface put together: its operations by area, who may ask, how it refuses."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI

from liangze.api import entries, errors, lists, me, obligations, overview, reading, regulations, units
from liangze.api.access import BySession, ByToken

api = NinjaAPI(
    title="两责 Liangze",
    version="1",
    description="Units, regulations, obligations, records and figures, as far as the account may see them.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=[ByToken(), BySession()],
)
errors.attach(api)
for area in (me, units, regulations, obligations, overview, entries, lists, reading):
    api.add_router("", area.router)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> Any:
    """The description of the interface for programs."""
    return JsonResponse(_description())


@cache
def _description() -> dict[str, Any]:
    return dict(api.get_openapi_schema())
