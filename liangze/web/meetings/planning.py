"""Planning a meeting and changing the plan: the form, what it will count for, saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.meeting import TOPICS, MeetingKind
from liangze.duties.queries import Preview, preview
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.meetings.actions import change_plan, plan_meeting
from liangze.meetings.actions.locking import demand_planned
from liangze.meetings.checks.plan import known, objections
from liangze.meetings.queries.forms import Offered, SeatChoice, counterparts, offered, offered_in
from liangze.meetings.queries.page import the_full_meeting
from liangze.meetings.record import deeds
from liangze.meetings.words import names_of
from liangze.organisation.policy import Permission, demand
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import by_field, day, told_all
from liangze.web.meetings.plan_form import EMPTY, Line, Plan, begun, kind_of, posted
from liangze.web.refusals import Told


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """A new plan. GET: unit, kind. POST `do`: save, check, more lines, another kind, or the preview alone (htmx)."""
    unit = number(request.POST.get("unit") or request.GET.get("unit")) or own_unit_id(request.acting, Permission.MEETING_RECORD)
    if request.method != "POST":
        found = offered(by=request.acting, unit_id=unit, day=today())
        return _form(request, begun(unit, kind_of(request.GET.get("kind", "")), found, today().isoformat()), found)
    plan = posted(request, unit)
    found = offered(by=request.acting, unit_id=unit, day=day(plan.on) or today())
    return _answered(request, plan, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The same for a plan that stands."""
    row = the_full_meeting(meeting_id, request.acting)
    demand(request.acting, Permission.MEETING_RECORD, row.unit)
    demand_planned(row)
    if request.method != "POST":
        agenda = [Line(item["title"], item["reporter_id"], str(item["length"] or "")) for item in row.items]
        plan = Plan(
            unit=row.unit_id, kind=row.kind, title=row.title, holder=row.holder_id, chair=row.chair_id, on=row.planned_on.isoformat(),
            at=f"{row.starts_at:%H:%M}", place=row.place, topics=tuple(row.topics), counterparts=tuple(each["id"] for each in row.others),
            agenda=(*agenda, *((Line(),) * max(1, EMPTY - len(agenda)))), seen=row.sequence,
        )
        return _form(request, plan, offered_in(row.unit, row.planned_on), meeting=row)
    plan = posted(request, row.unit_id)
    return _answered(request, plan, offered_in(row.unit, day(plan.on) or today()), row)


def _answered(request: HttpRequest, plan: Plan, found: Offered, meeting: Any) -> HttpResponse:
    do = request.POST.get("do", "save")
    if do == "preview":
        return render(request, "entries/parts/counts.html", {"preview": _seen(plan), "fragment": True})
    if do == "redraw":
        return _form(request, _of_kind(plan, found, request.POST.get("was_kind", "")), found, meeting=meeting)
    if do != "save":
        return _form(request, plan, found, meeting=meeting)
    new, wrong = plan.meeting(today())
    refused: list[Refusal | Refusals] = list(wrong)
    if wrong:  # the rest is told at once, as far as it can be checked
        told = {each.field for each in wrong}
        refused += [each for each in objections(new, known(new, found.unit, today())) if each.field not in told]
    status = 422
    try:
        if not wrong:
            moment = {"by": request.acting, "today": today(), "now": now()}
            stored = (
                change_plan(meeting_id=meeting.pk, plan=new, seen=plan.seen, **moment) if meeting else plan_meeting(plan=new, **moment)
            )
            messages.success(request, pgettext("meeting", "The plan is changed.") if meeting else _("The meeting is planned."))
            return redirect("meeting-hold" if not meeting and new.on <= today() else "meeting", stored.pk)
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as error:
        refused.append(error)
        status = 409 if isinstance(error, Conflict) else 422
        if status == 409 and meeting:  # what was typed is kept, and can be saved over what stands now
            plan = replace(plan, seen=the_full_meeting(meeting.pk, request.acting).sequence)
    return _form(request, plan, found, meeting=meeting, wrong=told_all(refused), status=status)


def _of_kind(plan: Plan, found: Offered, was: str) -> Plan:
    """The plan after another kind was chosen: its usual body, chair and topics; what was ticked besides stays."""
    fresh = begun(plan.unit, plan.kind, found, plan.on)
    usual = TOPICS.get(MeetingKind(kind_of(was)), ())
    topics = tuple(dict.fromkeys((*fresh.topics, *(key for key in plan.topics if key not in usual))))
    return replace(plan, holder=fresh.holder, chair=fresh.chair, topics=topics)


def _seen(plan: Plan) -> Preview:
    """What it will count for when it is held on its day."""
    on = day(plan.on)
    if on is None or plan.holder is None:
        return Preview((), (), ())
    made = deeds(
        unit_id=plan.unit, holder_id=plan.holder, topics=frozenset(plan.topics), on=on, counterparts=plan.counterparts
    )
    return replace(preview(made, max(on, today())), missed=())


def _form(
    request: HttpRequest, plan: Plan, found: Offered, *, meeting: Any = None, wrong: Sequence[Told] = (), status: int = 200
) -> HttpResponse:
    on = day(plan.on) or today()
    holder: SeatChoice | None = next((seat for seat in found.bodies if seat.id == plan.holder), None)
    meets = plan.kind == MeetingKind.CONSULTATION or plan.counterparts
    context = {
        "plan": plan, "offered": found, "meeting": meeting, "kinds": names_of(MeetingKind), "preview": _seen(plan),
        "towards": counterparts(holder, found.unit, on, plan.counterparts) if meets else (), "wrong": wrong, "errors": by_field(wrong),
        "address": request.path, "today_iso": today().isoformat(),
    }
    return render(request, "meetings/plan.html", context, status=status)
