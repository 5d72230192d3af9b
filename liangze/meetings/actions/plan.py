"""Planning a meeting, changing the plan, cancelling it. Each step raises the number by which calendars know the latest."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from liangze.core.errors import NotAllowed, NotFound, Refusals
from liangze.duties.actions.reasons import required
from liangze.meetings.actions.locking import demand_planned, demand_seen, locked
from liangze.meetings.checks.plan import known, objections
from liangze.meetings.models import AgendaItem, Meeting, MeetingCounterpart
from liangze.meetings.record import NewMeeting
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def plan_meeting(*, plan: NewMeeting, by: Acting, today: date, now: datetime) -> Meeting:
    """Plan a meeting. Raises NotFound, NotAllowed, Refusals with everything that is wrong, each with its field."""
    with transaction.atomic():
        unit = Unit.objects.select_for_update(no_key=True).filter(pk=plan.unit_id).first()  # numbers of one unit queue here
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Start again from the list of meetings.")
        demand(by, Permission.MEETING_RECORD, unit)
        if by.account_id is None:
            raise NotAllowed("Only a person can plan a meeting.", remedy="Sign in with an account.")
        if wrong := objections(plan, known(plan, unit, today)):
            raise Refusals(wrong)
        last = Meeting.objects.filter(unit=unit, year=plan.on.year).aggregate(n=Max("number"))["n"] or 0
        made = Meeting(unit=unit, year=plan.on.year, number=last + 1, planned_by_id=by.account_id, planned_at=now, changed_at=now)
        _put(made, plan, now)
        append(by=by, action="meetings.meeting.plan", thing=made, unit_id=unit.pk, after=_plain(plan))
    return made


def change_plan(*, meeting_id: int, plan: NewMeeting, seen: int, by: Acting, today: date, now: datetime) -> Meeting:
    """Put another plan in force; calendars that are sent anew replace the earlier entry.

    seen  the sequence that was read.  Raises NotFound, NotAllowed, Conflict (held, cancelled, changed meanwhile), Refusals.
    """
    with transaction.atomic():
        meeting = locked(meeting_id, by)
        demand_planned(meeting)
        demand_seen(meeting, seen)
        if wrong := objections(plan, known(plan, meeting.unit, today)):
            raise Refusals(wrong)
        before = {
            "on": meeting.planned_on, "at": meeting.starts_at.isoformat("minutes"), "place": meeting.place, "sequence": meeting.sequence,
        }
        meeting.sequence += 1
        meeting.changed_at = now
        _put(meeting, plan, now)
        append(
            by=by, action="meetings.meeting.change", thing=meeting, unit_id=meeting.unit_id, before=before,
            after={**_plain(plan), "sequence": meeting.sequence},
        )
    return meeting


def cancel_meeting(*, meeting_id: int, reason: str, by: Acting, now: datetime) -> Meeting:
    """It will not take place. Calendars are told with the next file. Raises NotFound, NotAllowed, Conflict, Refusal on "reason"."""
    reason = required(reason)
    with transaction.atomic():
        meeting = locked(meeting_id, by)
        demand_planned(meeting)
        meeting.sequence += 1
        meeting.changed_at = meeting.cancelled_at = now
        meeting.cancelled_by_id, meeting.cancelled_reason = by.account_id, reason
        meeting.save(update_fields=["sequence", "changed_at", "cancelled_at", "cancelled_by", "cancelled_reason"])
        append(
            by=by, action="meetings.meeting.cancel", thing=meeting, unit_id=meeting.unit_id, before={"cancelled_at": None},
            after={"cancelled_at": now, "sequence": meeting.sequence}, reason=reason,
        )
    return meeting


def _put(meeting: Meeting, plan: NewMeeting, now: datetime) -> None:
    """The plan's fields; items that stay the same keep their rows, others are marked as taken off."""
    meeting.kind, meeting.title, meeting.place = plan.kind, plan.title.strip(), plan.place.strip()
    meeting.holder_id, meeting.chair_id, meeting.topics = plan.holder_id, plan.chair_id, sorted(plan.topics)
    meeting.planned_on, meeting.starts_at = plan.on, plan.starts_at
    meeting.save()
    kept = {row.position: row for row in meeting.agenda.filter(dropped_at=None)}
    for position, item in enumerate(plan.agenda, 1):
        row = kept.get(position)
        if row and (row.title, row.reporter_id, row.length) == (item.title.strip(), item.reporter_id, item.length):
            del kept[position]
            continue
        if row:
            AgendaItem.objects.filter(pk=row.pk).update(dropped_at=now)
            del kept[position]
        AgendaItem.objects.create(
            meeting=meeting, position=position, title=item.title.strip(), reporter_id=item.reporter_id, length=item.length
        )
    AgendaItem.objects.filter(pk__in=[row.pk for row in kept.values()]).update(dropped_at=now)
    MeetingCounterpart.objects.filter(meeting=meeting).exclude(post__in=plan.counterparts).delete()
    MeetingCounterpart.objects.bulk_create(
        [MeetingCounterpart(meeting=meeting, post_id=post) for post in dict.fromkeys(plan.counterparts)], ignore_conflicts=True
    )


def _plain(plan: NewMeeting) -> dict[str, object]:
    """For the audit chain."""
    return {
        "kind": plan.kind, "title": plan.title, "holder": plan.holder_id, "chair": plan.chair_id, "on": plan.on,
        "at": plan.starts_at.isoformat("minutes"), "place": plan.place, "topics": sorted(plan.topics),
        "agenda": [[row.title, row.reporter_id, row.length] for row in plan.agenda], "counterparts": list(plan.counterparts),
    }
