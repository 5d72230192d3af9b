"""The six forms: filled in, checked before saving, stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.doubts import days_late_entered
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.talk import COUNTING, TalkKind
from liangze.duties.queries import Preview, preview
from liangze.talks.actions import ask_admonition, hold_talk, send_inquiry
from liangze.talks.models import Talk
from liangze.talks.new_talk import NewTalk
from liangze.talks.queries.choices import TalkChoices, choices, demand_some_seat, taken_over
from liangze.talks.words import KINDS, kind_name
from liangze.trust.attachments import FILES_LIMIT, Proof, earlier_uses, take_in
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web import dates
from liangze.web.clock import now, today
from liangze.web.entries.filled import Kept, opened, token_of
from liangze.web.forms import put_refusals
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.talks.asked import numbers
from liangze.web.talks.forms import FORMS, TalkForm, lines, started
from liangze.web.talks.looks import ICONS, about

TOGETHER, LINES = 20, 3


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """The six kinds and what each is for. GET obligation, holder: handed on to the form."""
    demand_some_seat(request.acting)
    found = [(key, str(name), about(key), ICONS[key]) for key, name in KINDS.items()]
    return render(request, "talks/kinds.html", {"kinds": found, "query": request.GET.urlencode()})


@require_http_methods(["GET", "HEAD", "POST"])
def talk_new(request: HttpRequest, kind: str) -> HttpResponse:
    """A form. GET obligation (several), planned, holder. POST do: save, check, or only to draw the form again."""
    made = _kind(kind)
    if request.method != "POST":
        ask = request.GET
        owed = [n for text in ask.getlist("obligation")[:TOGETHER] if (n := number(text))]
        taken = taken_over(by=request.acting, kind=made, obligation_ids=owed, talk_id=number(ask.get("planned")), today=today())
        offered = _offered(request, made, taken.get("holder") or number(ask.get("holder")), taken.get("counterparts", ()), today())
        form = FORMS[made](initial={"holder": offered.holder} | started(taken), choices=offered)
        return _page(request, made, form, offered, planned=taken.get("talk"), makes_up=taken.get("makes_up", ()), minor=taken.get("minor"))
    return _posted(request, made)


@require_POST
def talk_preview(request: HttpRequest, kind: str) -> HttpResponse:
    """What the form as it stands would settle, as a fragment."""
    made = _kind(kind)
    offered = _offered(request, made, number(request.POST.get("holder")), (), today())
    new = FORMS[made](request.POST, choices=offered).new((), numbers(request.POST.getlist("makes_up")), None)
    return render(request, "entries/parts/counts.html", _counts(new, offered) | {"fragment": True})


def _posted(request: HttpRequest, kind: TalkKind) -> HttpResponse:
    posted = request.POST
    offered = _offered(request, kind, number(posted.get("holder")), (), today())
    form = FORMS[kind](posted, choices=offered)
    kept, wrong = _with_files(request)
    planned, makes_up = number(posted.get("planned")), numbers(posted.getlist("makes_up"))
    proofs = tuple(Proof(each.attachment_id, each.name, each.reason) for each in kept)
    new = form.new(proofs, makes_up, planned)
    rest = {"planned": planned, "makes_up": makes_up, "kept": kept, "minor": bool(posted.get("minor")), "new": new}
    if posted.get("do", "save") != "save":
        return _page(request, kind, form, offered, bound=False, **rest)
    form.is_valid()
    form.errors.clear()  # what is missing or unknown is said by the room, with what to do
    try:
        if wrong:
            raise Refusals(wrong)
        talk = DO[kind](new=new, by=request.acting, today=today(), now=now())
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        put_refusals(form, refused)
        status = refused.status if refused.status == 409 else 422
        files = [each for each in told(refused) if each.field == "files" or (each.field or "").startswith("reason-")]
        return _page(request, kind, form, offered, status=status, file_errors=files, **rest)
    messages.success(request, DONE[kind]() % {"number": talk.number})
    return redirect("talk", talk.pk)


def _page(
    request: HttpRequest, kind: TalkKind, form: TalkForm, offered: TalkChoices, *, planned: int | None = None,
    makes_up: Sequence[int] = (), kept: Sequence[Kept] = (), minor: bool | None = False, new: NewTalk | None = None, status: int = 200,
    bound: bool = True, file_errors: Sequence[Told] = (),
) -> HttpResponse:
    if new is None:  # as the form begins
        initial = form.initial
        new = NewTalk(
            words=form.words(QueryDict()), holder_id=offered.holder, counterparts=_posts(initial.get("counterparts")),
            on=_first_day(initial), topics=frozenset(initial.get("topics") or ()), makes_up=tuple(makes_up),
        )
    if not bound:
        shown = {name: form.data.getlist(name) if name in ("counterparts", "topics") else form.data.get(name, "") for name in form.fields}
        shown["holder"] = offered.holder
        form = FORMS[kind](initial=shown, choices=offered)
    typed = lines(request.POST) if request.method == "POST" else []
    form.rows = [*typed, *([("", "")] * LINES)][: max(LINES, len(typed))]
    used = earlier_uses([each.attachment_id for each in kept]) if kept else {}
    on_reuse = {"files": list(file_errors)} if file_errors else {}
    context = _counts(new, offered) | {
        "form": form, "kind": kind.value, "kind_name": kind_name(kind), "about": about(kind), "offered": offered, "planned": planned,
        "minor": minor, "files": [(each, used.get(each.attachment_id), None) for each in kept], "files_limit": FILES_LIMIT,
        "accepted": ",".join(f".{each}" for each in ENDINGS), "errors": on_reuse, "counting": kind in COUNTING,
    }
    return render(request, "talks/new.html", context, status=status)


def _counts(new: NewTalk, offered: TalkChoices) -> dict[str, Any]:
    """What it would settle, for the panel beside the form."""
    seen = Preview((), (), ())
    future = bool(new.on and new.on > today())
    if new.on and not future and offered.unit_id and new.holder_id:
        seen = preview(new.deeds(offered.unit_id), today(), makes_up=new.makes_up)
    return {
        "preview": seen, "in_future": future, "late_days": days_late_entered(new.on, today()) if new.on and not future else 0,
        "today_said": dates.day(today()), "today_iso": today().isoformat(),
    }


def _with_files(request: HttpRequest) -> tuple[list[Kept], list[Refusal]]:
    """The files taken in before and those chosen now; what is refused is told, the rest is kept."""
    kept, wrong, dropped = [], [], request.POST.get("drop", "")
    for token in request.POST.getlist("kept")[:FILES_LIMIT]:
        each = opened(token, request.acting)
        if each and str(each.attachment_id) != dropped:
            reason = request.POST.get(f"reason-{each.attachment_id}", "").strip()[:200]
            kept.append(Kept(each.attachment_id, each.name, each.size, each.token, reason))
    for file in request.FILES.getlist("files")[:FILES_LIMIT]:
        try:
            stored = take_in(file=file, name=file.name or "")
        except Refusal as refused:
            wrong.append(refused)
        else:
            if all(each.attachment_id != stored.id for each in kept):
                kept.append(Kept(stored.id, stored.name, stored.size, token_of(request.acting, stored.id, stored.name, stored.size)))
    return kept, wrong


def _offered(request: HttpRequest, kind: TalkKind, holder: int | None, posts: Sequence[int], day: date) -> TalkChoices:
    return choices(by=request.acting, kind=kind, holder_id=holder, counterparts=posts, day=day)


def _posts(chosen: Any) -> tuple[int, ...]:
    """One seat or several, as the form begins with them."""
    return tuple(chosen) if isinstance(chosen, list | tuple) else (chosen,) if chosen else ()


def _first_day(initial: dict[str, Any]) -> date | None:
    return date.fromisoformat(initial["on"]) if initial.get("on") else None


def _kind(text: str) -> TalkKind:
    if text not in FORMS:
        raise Http404
    return TalkKind(text)


DO: dict[TalkKind, Callable[..., Talk]] = dict.fromkeys(COUNTING, hold_talk) | {
    TalkKind.ADMONITION: ask_admonition, TalkKind.INQUIRY: send_inquiry,
}
DONE: dict[TalkKind, Callable[[], str]] = dict.fromkeys(COUNTING, lambda: _("Recorded as %(number)s.")) | {
    TalkKind.ADMONITION: lambda: _("Approval is asked for: %(number)s."), TalkKind.INQUIRY: lambda: _("The letter is sent: %(number)s."),
}
