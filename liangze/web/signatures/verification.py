"""Verification by anybody, without signing in; root certificates and revocation lists for other programs."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Refusal
from liangze.documents.signatures.authority import pem
from liangze.documents.signatures.bounded import verify_bounded
from liangze.documents.signatures.verdict import Verdict, Words
from liangze.trust.endorsements.authority import revocation_list, root_of, roots
from liangze.trust.endorsements.verification import kept, trusted
from liangze.web.clock import now
from liangze.web.middleware import public
from liangze.web.refusals import each as told
from liangze.web.signatures.sheets import delivered
from liangze.web.signatures.slots import slot


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest) -> HttpResponse:
    """Upload a PDF, read what its signatures are worth. Nothing of it is stored."""
    context: dict[str, object] = {"roots": roots(), "limit": settings.ATTACHMENT_LIMIT // (1024 * 1024)}
    status = 200
    if request.method == "POST":
        try:
            context |= _judged(request)
        except Refusal as refused:
            context["refusals"], status = told(refused), refused.status if refused.status == 429 else 422
    return render(request, "signatures/verify.html", context, status=status)


@public
@require_safe
def root_certificate(request: HttpRequest, number: int) -> HttpResponse:
    """The root certificate as bytes (DER)."""
    return delivered(root_of(number), "application/pkix-cert", f'attachment; filename="liangze-root-{number}.cer"')


@public
@require_safe
def root_text(request: HttpRequest, number: int) -> HttpResponse:
    """The root certificate as text (PEM)."""
    return delivered(pem(root_of(number)), "application/x-pem-file", f'attachment; filename="liangze-root-{number}.pem"')


@public
@require_safe
def revoked_list(request: HttpRequest, number: int) -> HttpResponse:
    """The revocation list as of now (DER)."""
    return delivered(revocation_list(number, now=now()), "application/pkix-crl", f'attachment; filename="liangze-revoked-{number}.crl"')


def _judged(request: HttpRequest) -> dict[str, object]:
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("No document was chosen.", remedy="Choose the PDF that you want to verify.", field="file")
    if file.size > settings.ATTACHMENT_LIMIT:
        raise Refusal(
            "The document is larger than %(limit)s MB.", params={"limit": settings.ATTACHMENT_LIMIT // (1024 * 1024)}, field="file",
            remedy="Verify it with the command line of this product or with a PDF reader.",
        )
    with slot():
        content = file.read()
        verdict = verify_bounded(content, trusted(), now=now())
    return {
        "verdict": verdict, "name": file.name, "digest": hashlib.sha256(content).hexdigest(), "words": said(verdict.words),
        "found": [(found, said(found.words)) for found in verdict.signatures], "kept": _kept(content, verdict),
    }


def _kept(content: bytes, verdict: Verdict) -> object:
    return kept(hashlib.sha256(content).hexdigest()) if verdict.readable else None


def said(words: Words) -> str:
    """In the language of the page."""
    text = gettext(words.text)
    return text % words.params if words.params else text


