"""A document read into clauses and timed duties. Nothing is stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile

from liangze.api.access import PerAccount
from liangze.api.shapes import REFUSALS
from liangze.organisation.policy import Permission, demand
from liangze.reading import read
from liangze.reading.errors import too_large
from liangze.reading.limits import FILE_BYTES

router = Router(tags=["reading"])


@router.post(
    "/readings", response={200: dict[str, Any], **REFUSALS}, operation_id="read_document", url_name="readings",
    throttle=PerAccount("20/min"),
)
def read_document(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Head, clauses and timed duties of a regulation (txt, html, docx, pdf with text), as `liangze read --format json` prints them.

    At most 20 a minute for one account; 429 with Retry-After beyond.
    """
    demand(request.acting, Permission.REGULATION_READ, None)
    if file.size and file.size > FILE_BYTES:
        raise too_large(size=file.size, limit=FILE_BYTES)
    return read(file.read(), filename=file.name or "").as_dict()
