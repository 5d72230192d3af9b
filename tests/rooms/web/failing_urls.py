"""The product's addresses and one more, whose page breaks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from liangze.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from liangze.web.middleware import public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@public
def breaks(request: HttpRequest) -> HttpResponse:
    secret = "the-inside-of-the-machine"
    raise RuntimeError(f"broken with {secret}")


urlpatterns = [*urlpatterns, path("breaks/", breaks, name="breaks")]
