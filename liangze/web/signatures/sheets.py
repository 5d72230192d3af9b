"""A document as it is signed: its pages as pictures, and the PDF itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from liangze.trust.endorsements import content
from liangze.web.signatures.pages import picture
from liangze.web.signatures.readers import readable_sheet


@require_safe
def sheet_pdf(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The newest bytes, with the signatures so far."""
    sheet = readable_sheet(sheet_id, request.acting)
    kind, number = sheet.record
    name = f"{kind.rpartition('.')[2]}-{number}-{sheet.number}.pdf"
    return delivered(content(sheet), "application/pdf", f'attachment; filename="{name}"')


@require_safe
def sheet_page(request: HttpRequest, sheet_id: int, number: int) -> HttpResponse:
    """One page (from 1) of the newest bytes as PNG; with ?narrow without the blank of its margins."""
    sheet = readable_sheet(sheet_id, request.acting)
    return delivered(picture(sheet.digest, number, narrow="narrow" in request.GET), "image/png", "inline")


def delivered(content: bytes, media_type: str, disposition: str) -> HttpResponse:
    """A file, and nothing that a browser could take for a page."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = disposition
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
