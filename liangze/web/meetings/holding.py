"""Recording a meeting that was held: the form, what it settles and what it does not, saving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.doubts import days_late_entered
from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.meeting import Answer, Presence, quorum
from liangze.duties.queries import Preview, preview
from liangze.meetings.actions import hold_meeting
from liangze.meetings.actions.locking import demand_planned
from liangze.meetings.checks.held import known, objections
from liangze.meetings.queries.book import number_of
from liangze.meetings.queries.decisions import open_before, views, with_answers
from liangze.meetings.queries.forms import offered_in
from liangze.meetings.queries.page import agenda_of, the_full_meeting
from liangze.meetings.record import AttendanceRow, came, deeds
from liangze.meetings.words import names_of
from liangze.organisation.policy import Permission, demand
from liangze.trust.attachments import reuse_objections
from liangze.web import dates
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.meetings.asked import by_field, told_all
from liangze.web.meetings.files import kept_files, proofs, shown_files
from liangze.web.meetings.hold_form import Filled, posted
from liangze.web.refusals import Told


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_hold(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Record the meeting. POST `do`: save, check, more lines, or the preview alone (htmx)."""
    row = the_full_meeting(meeting_id, request.acting)
    demand(request.acting, Permission.MEETING_RECORD, row.unit)
    demand_planned(row)
    if request.method != "POST":
        last = min(row.planned_on, today())
        return _form(request, row, Filled(on=last.isoformat(), topics=tuple(row.topics), form=QueryDict()))
    do = request.POST.get("do", "save")
    if do == "preview":
        filled = posted(request, [])
        late = days_late_entered(filled.day, today()) if filled.day else 0
        shown = {"preview": _seen(row, filled), "fragment": True, "late_days": late, "in_future": _in_future(filled)}
        return render(request, "entries/parts/counts.html", shown)
    kept, file_wrong = kept_files(request)
    filled = posted(request, kept)
    if do not in ("save", "check") and not request.POST.get("on_fix"):
        return _form(request, row, filled, wrong=told_all(file_wrong))
    return _saved(request, row, filled, list(file_wrong), save=do == "save" and not request.POST.get("on_fix"))


def _saved(request: HttpRequest, row: Any, filled: Filled, refused: list[Refusal | Refusals], *, save: bool) -> HttpResponse:
    status, on = 422, filled.day or today()
    found, asked = offered_in(row.unit, on), views(with_answers(open_before(row, on)), today())
    held, wrong = filled.held(found, row.others, asked, agenda_of(row))
    refused += wrong
    try:
        if save and not refused:
            seen = number(request.POST.get("seen")) or 0
            hold_meeting(meeting_id=row.pk, held=held, seen=seen, by=request.acting, today=today(), now=now())
            messages.success(request, _("The meeting is recorded."))
            return redirect("meeting", row.pk)
        facts = known(held, row, {each.id: each.text for each in asked}, today())
        refused += [*objections(held, facts), *reuse_objections(proofs(filled.kept))]
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as error:
        refused.append(error)
        status = 409 if isinstance(error, Conflict) else 422
    return _form(request, row, filled, wrong=told_all(refused), status=status if refused else 200)


def _in_future(filled: Filled) -> bool:
    return bool(filled.day and filled.day > today())


def _seen(row: Any, filled: Filled) -> Preview:
    """What the form as it stands would settle, towards those who came; what has not come yet is shown as if it were mended to today."""
    met = [each["id"] for each in row.others]
    towards = came(met, (AttendanceRow(post, filled.form.get(f"att-{post}", "")) for post in met))
    if filled.day is None or (met and not towards):
        return Preview((), (), ())
    made = deeds(
        unit_id=row.unit_id, holder_id=row.holder_id, topics=frozenset(filled.topics), on=min(filled.day, today()),
        counterparts=towards,
    )
    return preview(made, today(), makes_up=filled.makes_up)


def _form(request: HttpRequest, row: Any, filled: Filled, *, wrong: Sequence[Told] = (), status: int | None = None) -> HttpResponse:
    on, errors = filled.day or today(), by_field(wrong)
    found = offered_in(row.unit, on)
    asked = views(with_answers(open_before(row, on)), today())
    seats = filled.seats(found, row.holder.role, row.others, errors)
    members = found.members_of(row.holder.role) | {each.seat.id for each in seats if each.met}
    own = {seat.id for seat in found.persons}
    present = [Presence(each.presence) for each in seats if each.presence in set(Presence) and each.seat.id in own]
    context = {
        "meeting": row, "number": number_of(row), "filled": filled, "offered": found, "wrong": wrong, "errors": errors,
        "members": [each for each in seats if each.seat.id in members or each.presence or each.wrong],
        "others": [each for each in seats if not (each.seat.id in members or each.presence or each.wrong)],
        "agenda": [(item, filled.form.get(f"minutes-{item.id}", "")) for item in agenda_of(row)],
        "answers": filled.answers(asked, errors), "decisions": filled.decisions(errors), "preview": _seen(row, filled),
        "presences": names_of(Presence), "answer_names": names_of(Answer), "quorum": quorum(present), "in_future": _in_future(filled),
        "late_days": days_late_entered(filled.day, today()) if filled.day else 0, "today_iso": today().isoformat(),
        "today_said": dates.day(today()), "guests": filled.form.get("guests", ""),
        "seen": number(filled.form.get("seen")) if filled.form else row.sequence, **shown_files(filled.kept),
    }
    return render(request, "meetings/hold.html", context, status=status or (422 if wrong else 200))
