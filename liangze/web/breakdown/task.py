"""One task: its page, the steps that can be taken on it, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from liangze.breakdown import actions
from liangze.breakdown.models import ProposalKind
from liangze.breakdown.queries.task import ProposalView, TaskPage, readable_progress, task_page
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.words import ActKind
from liangze.reminders.actions import remind
from liangze.reminders.sources.tasks import Tasks
from liangze.trust.attachments import FILES_LIMIT, Proof, earlier_uses, open_use, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web.clock import now, today
from liangze.web.entries.filled import Kept, opened, token_of
from liangze.web.ledger.asked import as_of, number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.refusals import told as in_words


@require_safe
def task_page_view(request: HttpRequest, task_id: int) -> HttpResponse:
    """The task with its clause, units, milestones, progress, proof and history."""
    return _shown(request, task_id)


@require_POST
def task_act(request: HttpRequest, task_id: int, verb: str) -> HttpResponse:
    """One step on the task. A refusal is shown on its page, with what was typed."""
    if verb not in STEPS:
        raise NotFound("There is no such step.", remedy="Open the task and choose one of its steps.")
    step, done = STEPS[verb]
    try:
        step(request, task_id)
    except NotFound:
        raise
    except (Refusal, Refusals) as refused:
        if isinstance(refused, NotAllowed) and not _readable(request, task_id):
            raise
        return _shown(request, task_id, verb=verb, refused=told(refused), status=refused.status)
    messages.success(request, str(done))
    back = request.POST.get("next", "")
    own = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)  # a bare word would be looked up as the name of a page
    return redirect(back if own else reverse("task", args=[task_id]))


@require_POST
def task_report(request: HttpRequest, task_id: int) -> HttpResponse:
    """Report progress with proof. Files taken in are kept when something else is wrong."""
    kept, wrong = _files(request, task_id)
    form = request.POST
    if not wrong and "drop" not in form:
        try:
            actions.report(
                task_id=task_id, unit_id=number(form.get("unit")) or 0, on=_day(form.get("on")), text=form.get("text", ""),
                reached=[key for text in form.getlist("reached") if (key := number(text))], done=form.get("done") == "1",
                proofs=tuple(Proof(each.attachment_id, each.name, each.reason) for each in kept), by=request.acting, today=today(),
                now=now(),
            )
        except (NotFound, NotAllowed):
            raise
        except (Refusal, Refusals) as refused:
            wrong = list(told(refused))
        else:
            messages.success(request, _("The report stands in the task."))
            return redirect("task", task_id)
    return _shown(request, task_id, verb="report", refused=wrong, status=422 if wrong else 200, kept=kept)


@require_safe
def task_file(request: HttpRequest, progress_id: int, use_id: int) -> FileResponse:
    """A file of a report, always as a download: nothing that was uploaded is shown inside the product."""
    used, content = open_use(use_id, record=readable_progress(progress_id=progress_id, by=request.acting))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _shown(
    request: HttpRequest, task_id: int, *, verb: str = "", refused: Sequence[Told] = (), status: int = 200, kept: Sequence[Kept] = ()
) -> HttpResponse:
    day = as_of(request, today())
    found = task_page(task_id=task_id, by=request.acting, today=today(), as_of=day)
    errors: dict[str, list[Told]] = {}
    for each in refused:
        errors.setdefault(each.field or "whole", []).append(each)
    used = earlier_uses([each.attachment_id for each in kept]) if kept else {}
    context = {
        "found": found, "task": found.task, "may": found.may, "day": day, "is_today": day == today(), "verb": verb, "refusals": refused,
        "errors": errors, "posted": request.POST, "today_iso": today().isoformat(),
        "ticked": {key for text in request.POST.getlist("reached") if (key := number(text))},
        "files": [(each, used.get(each.attachment_id), None) for each in kept], "accepted": ",".join(f".{each}" for each in ENDINGS),
        "files_limit": FILES_LIMIT, "proposals": [(each, _talk_url(found, each)) for each in found.proposals],
    }
    return render(request, "breakdown/task.html", context, status=status)


def _talk_url(found: TaskPage, proposal: ProposalView) -> str:
    """To the form that records the talk, filled in: who talks, about what. Empty for all but a confirmed talk."""
    if not (proposal.confirmed and proposal.kind == "talk"):
        return ""
    task = found.task
    title = _("Talk about task “%(title)s”") % {"title": task.title}
    given = {"unit": task.unit_id, "kind": ActKind.TALK.value, "holder": task.leader_id, "title": title[:120], "note": proposal.note}
    return f"{reverse('entry-new')}?{urlencode(given)}"


def _files(request: HttpRequest, task_id: int) -> tuple[list[Kept], list[Told]]:
    """Those kept from before without the one dropped, and those chosen now. Only who may report brings files in."""
    kept, wrong = [], []
    for token in request.POST.getlist("kept"):
        each = opened(token, request.acting)
        if each and str(each.attachment_id) != request.POST.get("drop"):
            reason = request.POST.get(f"reason-{each.attachment_id}", "").strip()
            kept.append(Kept(each.attachment_id, each.name, each.size, token, reason))
    chosen = request.FILES.getlist("files")
    if chosen and not task_page(task_id=task_id, by=request.acting, today=today()).may.report:
        raise NotAllowed("Only a unit that has accepted the task reports on it.", remedy="Accept it first, or ask the unit to report.")
    if len(chosen) + len(kept) > FILES_LIMIT:
        return kept, list(told(Refusal(
            "One record takes at most %(limit)s different files.", remedy="Leave out what is not needed as proof.", field="files",
            params={"limit": FILES_LIMIT},
        )))
    for file in chosen:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong += told(refused)
        else:
            if all(each.attachment_id != stored.id for each in kept):
                kept.append(Kept(stored.id, stored.name, stored.size, token_of(request.acting, stored.id, stored.name, stored.size)))
    return kept, wrong


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on") from None


def _readable(request: HttpRequest, task_id: int) -> bool:
    try:
        task_page(task_id=task_id, by=request.acting, today=today())
    except NotFound:
        return False
    return True


def _step(action: Callable[..., Any], *, of: str = "task_id", **texts: str) -> Callable[[HttpRequest, int], None]:
    """A step that calls one action with the id it is about (`key` of the form where that is not the task) and texts of the form."""

    def take(request: HttpRequest, task_id: int) -> None:
        key = task_id if of == "task_id" else number(request.POST.get("key"))
        if key is None:
            raise NotFound("There is no such record.", remedy="Open the task again and choose one of its steps.")
        given = {name: request.POST.get(field, "") for name, field in texts.items()}
        action(**{of: key}, by=request.acting, today=today(), now=now(), **given)

    return take


def _confirm(request: HttpRequest, task_id: int) -> None:
    """A confirmed reminder goes out at once, with the proposal's note; that it could not is said, and the decision stands."""
    key = number(request.POST.get("key"))
    if key is None:
        raise NotFound("There is no such record.", remedy="Open the task again and choose one of its steps.")
    proposal = actions.confirm(proposal_id=key, by=request.acting, today=today(), now=now())
    if proposal.kind == ProposalKind.REMINDER:
        try:
            remind(about=Tasks.key, items=[proposal.task_id], text=proposal.note, by=request.acting, now=now())
        except Refusal as refused:
            messages.warning(request, str(in_words(refused)))


STEPS: Mapping[str, tuple[Callable[[HttpRequest, int], None], Any]] = {
    "accept": (_step(actions.accept, of="part_id"), gettext_lazy("Accepted.")),
    "return": (_step(actions.return_part, of="part_id", reason="reason"), gettext_lazy("Returned to the office with the reason.")),
    "take-back": (_step(actions.take_back, of="progress_id", reason="reason"), gettext_lazy("The report has been taken back.")),
    "close-out": (_step(actions.close_out, opinion="opinion"), gettext_lazy("Closed out.")),
    "send-back": (_step(actions.send_back, reason="opinion"), gettext_lazy("Sent back to the lead unit with the reason.")),
    "reopen": (_step(actions.reopen, reason="reason"), gettext_lazy("Reopened.")),
    "drop": (_step(actions.drop_task, reason="reason"), gettext_lazy("Dropped.")),
    "propose": (_step(actions.propose, kind="kind", note="note"), gettext_lazy("Proposed to the leader in charge.")),
    "confirm": (_confirm, gettext_lazy("Confirmed.")),
    "refuse": (_step(actions.refuse, of="proposal_id", reason="reason"), gettext_lazy("Refused with the reason.")),
}
