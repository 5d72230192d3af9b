"""One letter: as laid out, with who has signed; signing, issuing it anew, withdrawing it, and its files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.letters.actions import issue_again, sign, withdraw
from liangze.letters.queries.letter import letter_page
from liangze.letters.queries.paper import letter_paper
from liangze.letters.queries.reach import RECORD, the_letter
from liangze.trust.endorsements import content, sheet_of
from liangze.web.clock import now, today
from liangze.web.papers import download
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.signatures.form import kept, signing


@require_safe
def letter_detail(request: HttpRequest, letter_id: int) -> HttpResponse:
    return _page(request, letter_id)


@require_POST
def letter_sign(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Sign, or send back. What stands against it is told on the page, and what was typed is kept; the passphrase never is."""
    try:
        made = sign(letter_id=letter_id, by=request.acting, now=now(), **signing(request))
    except (NotAllowed, NotFound):
        raise
    except (Conflict, Refusal, Refusals) as refused:
        return _page(request, letter_id, signing_refused=told(refused), posted=kept(request))
    said = _("Signed. Anybody can verify the document.") if made.signed else _("Returned with your comments.")
    messages.success(request, said)
    return redirect("letter", letter_id)


@require_POST
def letter_again(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Lay it out anew with another common part."""
    preamble = request.POST.get("preamble", "")
    try:
        issue_again(letter_id=letter_id, preamble=preamble, by=request.acting, today=today(), now=now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        return _page(request, letter_id, again_refused=told(refused), preamble=preamble)
    messages.success(request, _("The letter is laid out anew."))
    return redirect("letter", letter_id)


@require_POST
def letter_withdraw(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Take it back with a reason."""
    reason = request.POST.get("reason", "")
    try:
        withdraw(letter_id=letter_id, reason=reason, by=request.acting, now=now())
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        return _page(request, letter_id, withdraw_refused=told(refused), reason=reason)
    messages.success(request, _("The letter is withdrawn. Another can be issued to the same holder."))
    return redirect("letter", letter_id)


@require_safe
def letter_pdf(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The newest sheet with its signatures."""
    letter = the_letter(letter_id, request.acting)
    sheet = sheet_of((RECORD, letter.pk))
    if sheet is None:
        raise NotFound("There is no document yet.", remedy="The letter must be laid out first.")
    name = _("Letter-%(number)s") % {"number": letter.pk}
    return FileResponse(io.BytesIO(content(sheet)), as_attachment=True, filename=f"{name}.pdf", content_type="application/pdf")


@require_safe
def letter_docx(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The same words as a Word file, without signatures."""
    return _words(request, letter_id, "docx")


@require_safe
def letter_xlsx(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The same words as a workbook: a sheet for each of its tables."""
    return _words(request, letter_id, "xlsx")


def _words(request: HttpRequest, letter_id: int, form: str) -> HttpResponse:
    letter = the_letter(letter_id, request.acting)
    return download(letter_paper(letter), form, _("Letter-%(number)s") % {"number": letter.pk})


def _page(
    request: HttpRequest, letter_id: int, *, signing_refused: Sequence[Told] = (), again_refused: Sequence[Told] = (),
    withdraw_refused: Sequence[Told] = (), **typed: Any,
) -> HttpResponse:
    page = letter_page(letter_id=letter_id, by=request.acting, today=today())
    wrong = bool(signing_refused or again_refused or withdraw_refused)
    context = {
        "page": page, "letter": page.row, "sheet": page.sheet, "refusals": signing_refused, "again_refused": again_refused,
        "withdraw_refused": withdraw_refused, "preamble": page.row.preamble, "digest": page.sheet.digest if page.sheet else "", **typed,
    }
    return render(request, "letters/letter.html", context, status=422 if wrong else 200)
