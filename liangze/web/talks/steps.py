"""Steps that have a page of their own: holding an admonition, the person's explanation, signing; files and papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.talk import TalkStage
from liangze.talks.actions import explain, hold_admonition, sign_talk
from liangze.talks.actions.sign import demand_signer
from liangze.talks.actions.writing import demand_hand
from liangze.talks.queries.page import approved, signer_role, talk_page
from liangze.talks.queries.paper import BOX, talk_paper
from liangze.talks.queries.reach import RECORD, demand_words, stage, the_talk, the_words
from liangze.trust.attachments import FILES_LIMIT, Proof, open_use, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.trust.endorsements import sheet_of
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.papers import demand_known_form, download
from liangze.web.refusals import each
from liangze.web.signatures.form import kept, signing
from liangze.web.talks.asked import day


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, talk_id: int) -> HttpResponse:
    """The approved admonition is held. POST on, place, said."""
    posted, refused = request.POST, None
    if request.method == "POST":
        try:
            hold_admonition(
                talk_id=talk_id, on=day(posted.get("on")), place=posted.get("place", ""), words=posted.get("said", ""),
                note_taker_id=number(posted.get("note_taker")), by=request.acting, today=today(), now=now(),
            )
        except (NotAllowed, NotFound, Conflict):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The admonition is recorded. Its effects begin, and the person is asked for the explanation."))
            return redirect("talk", talk_id)
    talk = the_words(talk_id, request.acting)
    demand_hand(talk)
    if talk.kind != "admonition" or not approved(talk):
        raise Conflict(
            "An admonition is held only after it was approved.",
            remedy="Ask the committee or the principal for approval first; open the talk to see how far it has come.",
        )
    context = {"talk": talk, "posted": posted, "day": today()} | _wrong(refused)
    return render(request, "talks/hold.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def explain_talk(request: HttpRequest, talk_id: int) -> HttpResponse:
    """The written explanation of the person talked to. POST text, files."""
    refused: Refusal | Refusals | None = None
    talk = the_words(talk_id, request.acting)
    if not talk.is_talked_to:  # type: ignore[attr-defined]  # annotated
        raise NotAllowed("Only the person talked to writes the explanation.", remedy="It stands among their work.")
    if request.method == "POST":
        try:
            files = [take_in(file=one, name=one.name or "") for one in request.FILES.getlist("files")[:FILES_LIMIT]]
            explain(
                talk_id=talk_id, text=request.POST.get("text", ""), proofs=[Proof(one.id, one.name) for one in files], by=request.acting,
                today=today(), now=now(),
            )
        except (NotAllowed, NotFound, Conflict):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your explanation is handed in."))
            return redirect("talk", talk_id)
    if stage(talk) is not TalkStage.EXPLANATION:
        raise Conflict("This is not what the talk waits for now.", remedy="Open it again to see how far it has come.")
    page = talk_page(talk_id=talk_id, by=request.acting, today=today())
    context = {
        "page": page, "posted": request.POST, "accepted": ",".join(f".{one}" for one in ENDINGS), "files_limit": FILES_LIMIT,
    } | _wrong(refused)
    return render(request, "talks/explain.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, talk_id: int) -> HttpResponse:
    """The document and the form to sign it, or to give the explanation back."""
    refused: Refusal | Refusals | None = None
    if request.method == "POST":
        try:
            sign_talk(talk_id=talk_id, by=request.acting, today=today(), now=now(), **signing(request))
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("talk", talk_id)
    talk = the_talk(talk_id, request.acting)
    demand_words(talk)
    demand_signer(talk, request.acting)
    sheet = sheet_of((RECORD, talk.pk))
    if sheet is None or (stage(talk) not in (TalkStage.ENDORSEMENT, TalkStage.OPINION) and not refused):
        raise Conflict("This talk is not waiting for its signature.", remedy="Open it to see how far it has come.")
    context = {
        "talk": talk, "sheet": sheet, "box": BOX, "role": signer_role(talk), "action_url": request.path,
        "refusals": each(refused) if refused else (), "posted": kept(request) if refused else {},
    }
    return render(request, "talks/sign.html", context, status=refused.status if refused else 200)


@require_safe
def file(request: HttpRequest, talk_id: int, use_id: int) -> FileResponse:
    """A file of the talk, for whoever may read what was said; always as a download."""
    the_words(talk_id, request.acting)
    used, content = open_use(use_id, record=(RECORD, talk_id))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_safe
def export(request: HttpRequest, talk_id: int, form: str) -> HttpResponse:
    """The record of the talk as a paper, for whoever may read what was said."""
    demand_known_form(form)
    talk = the_words(talk_id, request.acting)
    return download(talk_paper(talk_id=talk_id, by=request.acting, today=today()), form, f"talk-{talk.number}")


def _wrong(refused: Refusal | Refusals | None) -> dict[str, Any]:
    told = each(refused) if refused else ()
    return {"refusals": told, "wrong": {one.field: one for one in told}}
