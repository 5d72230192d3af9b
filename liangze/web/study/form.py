"""The form of a session: planned, changed, recorded as held. What it will settle stands beside it before saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangze.conduct.queries.choices import taken_over
from liangze.core.doubts import days_late_entered
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.study import ACTS, FIELDS, Form
from liangze.core.words import ActKind
from liangze.duties.queries import Preview, preview
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.organisation.policy import Permission
from liangze.organisation.words import name_of
from liangze.study.actions import change_plan, hold_session, plan_session
from liangze.study.checks import all_wrong
from liangze.study.models import Session
from liangze.study.queries.choices import Choices, choices
from liangze.study.queries.planned import planned_session
from liangze.study.words import MEANS, NAMES
from liangze.trust.attachments import FILES_LIMIT, earlier_uses
from liangze.trust.attachments.kinds import ENDINGS
from liangze.web import dates
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told
from liangze.web.study.files import kept_files, with_new_files
from liangze.web.study.filled import Filled, Mark, of_obligation, of_plan, posted, usual_holders


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest) -> HttpResponse:
    """A session put into the plan (?mode=plan) or recorded as held. GET: unit, form, on; or the obligation it is to settle."""
    asked = request.POST.get("unit") or request.GET.get("unit")
    unit = number(asked) or own_unit_id(request.acting, Permission.STUDY_RECORD)
    plan = (request.POST.get("mode") or request.GET.get("mode")) == "plan"
    if request.method != "POST":
        if owed := number(request.GET.get("obligation")):
            return _form(request, of_obligation(taken_over(obligation_id=owed, by=request.acting, today=today()), today()))
        form = request.GET.get("form", "")
        begun = Form(form) if form in {each.value for each in Form} else Form.STUDY
        on = request.GET.get("on", "") if plan else today().isoformat()
        return _form(request, Filled(unit=unit, plan=plan, form=begun, on=on))
    return _answer(request, unit, plan=plan, session=None)


@require_http_methods(["GET", "HEAD", "POST"])
def session_change(request: HttpRequest, session_id: int) -> HttpResponse:
    """Change what is only planned."""
    session = planned_session(session_id=session_id, by=request.acting)
    if request.method != "POST":
        return _form(request, of_plan(session, plan=True, today=today()), session=session)
    return _answer(request, session.unit_id, plan=True, session=session)


@require_http_methods(["GET", "HEAD", "POST"])
def session_hold(request: HttpRequest, session_id: int) -> HttpResponse:
    """Record that what was planned was held."""
    session = planned_session(session_id=session_id, by=request.acting)
    if request.method != "POST":
        return _form(request, of_plan(session, plan=False, today=today()), session=session)
    return _answer(request, session.unit_id, plan=False, session=session)


@require_POST
def session_preview(request: HttpRequest) -> HttpResponse:
    """What the form as it stands would settle, as a fragment."""
    unit = number(request.POST.get("unit")) or own_unit_id(request.acting, Permission.STUDY_RECORD)
    filled = posted(request.POST, unit, plan=False, kept=())
    offered = choices(unit_id=unit, form=filled.form.value, day=filled.day or today(), by=request.acting)
    return render(request, "entries/parts/counts.html", _counts(filled, offered) | {"fragment": True})


def _answer(request: HttpRequest, unit: int, *, plan: bool, session: Session | None) -> HttpResponse:
    kept, wrong = with_new_files(request, () if plan else kept_files(request), unit)
    filled = posted(request.POST, unit, plan=plan, kept=kept)
    do = request.POST.get("do", "redraw")
    if do in ("save", "check"):
        try:
            new = filled.new()
            found = all_wrong(new, held=not plan, by=request.acting, today=today())
            if do == "save" and not found and not wrong:
                return _saved(request, filled, session)
            wrong = [*(each for refusal in found for each in told(refusal)), *wrong]
        except (NotAllowed, NotFound, Conflict):
            raise
        except (Refusal, Refusals) as refused:
            wrong = [*told(refused), *wrong]
    return _form(request, filled, session=session, wrong=wrong)


def _saved(request: HttpRequest, filled: Filled, session: Session | None) -> HttpResponse:
    by, day = request.acting, today()
    new = filled.new()
    if not filled.plan:
        stored = hold_session(
            new=new, by=by, today=day, now=now(), session_id=session.pk if session else None, seen=filled.edition if session else None
        )
        messages.success(request, _("Recorded as %(number)s.") % {"number": stored.number})
    elif session:
        stored = change_plan(session_id=session.pk, new=new, seen=filled.edition or 0, by=by, today=day)
        messages.success(request, _("The plan is changed."))
    else:
        stored = plan_session(new=new, by=by, today=day, now=now())
        messages.success(request, _("Put into the plan as %(number)s.") % {"number": stored.number})
    return redirect("study-session", stored.pk)


def _form(request: HttpRequest, filled: Filled, *, session: Session | None = None, wrong: Sequence[Told] = ()) -> HttpResponse:
    day = filled.day or today()
    known = session.unit if session else None
    offered = choices(unit_id=filled.unit, form=filled.form.value, day=day, by=request.acting, unit=known)
    if not filled.plan and not any(filled.holders.values()) and request.POST.get("was_form") != filled.form.value:
        holders, topics = usual_holders(filled.form, offered)
        filled = replace(filled, holders=holders, topics=topics)
    errors = _by_field(wrong)
    used = earlier_uses([each.attachment_id for each in filled.kept]) if filled.kept else {}
    context = {
        "filled": filled, "offered": offered, "session": session, "wrong": wrong, "errors": errors, "texts": filled.texts,
        "forms": [(form.value, str(NAMES[form])) for form in Form], "means": [(each.value, str(name)) for each, name in MEANS.items()],
        "has": FIELDS[filled.form], "seats": _seats(filled, offered, errors), "acts": _acts(filled, offered, errors),
        "files": [(each, used.get(each.attachment_id), None) for each in filled.kept],
        "accepted": ",".join(f".{each}" for each in ENDINGS), "files_limit": FILES_LIMIT, "form_name": str(NAMES[filled.form]),
        "in_future": not filled.plan and day > today(), "today_iso": today().isoformat(), "today_said": dates.day(today()),
    }
    if not filled.plan:
        context |= _counts(filled, offered)
    return render(request, "study/form.html", context | {"wrong": wrong}, status=422 if wrong else 200)


def _counts(filled: Filled, offered: Choices) -> dict[str, Any]:
    """What it will settle, as far as it is filled in; what has not come yet is shown as if it were mended to today."""
    own = {seat.id for seat in offered.seats if not seat.unit} | {pk for pk, _title, _role in offered.holders}
    acts = tuple(act for act in filled.acts() if act.holder_id in own)
    seen, day = Preview((), (), ()), filled.day
    if acts and day:
        shown = replace(filled, texts={}, on=min(day, today()).isoformat()).new()
        seen = preview(replace(shown, acts=acts).deeds(), today(), makes_up=filled.makes_up)
    late = days_late_entered(day, today()) if day else 0
    return {"preview": seen, "late_days": late, "in_future": bool(day and day > today()), "wrong": ()}


def _seats(filled: Filled, offered: Choices, errors: dict[str, list[Told]]) -> list[tuple[Any, Mark, list[Told]]]:
    return [(seat, filled.marks.get(seat.id, Mark()), errors.get(f"a-{seat.id}", [])) for seat in offered.seats]


def _acts(filled: Filled, offered: Choices, errors: dict[str, list[Told]]) -> list[dict[str, Any]]:
    """For each kind of act: for whom it can count, and its topics."""
    found = []
    for kind in ACTS:
        ticked = filled.holders.get(kind.value, ())
        holders = [(0, "", bool(ticked))] if kind is ActKind.LECTURE else [(pk, title, pk in ticked) for pk, title, _ in offered.holders]
        chosen = filled.topics.get(kind.value, ())
        topics = [(key, name, key in chosen) for key, name in offered.topics[kind.value]]
        found.append({
            "kind": kind.value, "name": name_of(kind), "holders": holders, "topics": topics, "on": bool(ticked),
            "wrong": errors.get(f"as-{kind.value}", []),
        })
    return found


def _by_field(wrong: Sequence[Told]) -> dict[str, list[Told]]:
    fields: dict[str, list[Told]] = {}
    for each in wrong:
        fields.setdefault(each.field or "whole", []).append(each)
    return fields


def day_of(text: str | None) -> date | None:
    """The day of a field, or None."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None
