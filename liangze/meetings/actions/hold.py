"""Recording a meeting that was held, and voiding the record."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from liangze.core.errors import Conflict, NotAllowed, Refusal, Refusals
from liangze.duties.actions import record_deeds, withdraw_deeds
from liangze.duties.actions.reasons import required
from liangze.meetings.actions.locking import demand_planned, demand_seen, demand_standing, locked
from liangze.meetings.checks.held import known, objections
from liangze.meetings.models import AgendaItem, Attendance, FollowUp, Meeting, MeetingDecision
from liangze.meetings.queries.decisions import open_before
from liangze.meetings.record import ANSWER, MATTER, RECORD, Held, came, deeds
from liangze.organisation.policy import Acting
from liangze.trust.actions import append
from liangze.trust.attachments import attach, detach


def hold_meeting(*, meeting_id: int, held: Held, seen: int, by: Acting, today: date, now: datetime) -> Meeting:
    """Record what was held and emit its deeds, all or nothing. Every open decision of earlier meetings of the kind is answered.

    seen  the sequence of the plan that was read.
    Raises NotFound, NotAllowed, Conflict (recorded or cancelled already, plan changed meanwhile), Refusals with everything that is wrong.
    """
    with transaction.atomic():
        meeting = locked(meeting_id, by)
        if by.account_id is None:
            raise NotAllowed("Only a person can record a meeting.", remedy="Sign in with an account.")
        demand_planned(meeting)
        demand_seen(meeting, seen)
        asked = open_before(meeting, held.on)
        list(asked.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
        open_ids = dict(asked.values_list("pk", "text"))  # read once they are locked: their meeting may be void by now
        if wrong := objections(held, known(held, meeting, open_ids, today)):
            raise Refusals(wrong)
        meeting.held_on, meeting.topics, meeting.guests = held.on, sorted(held.topics), held.guests.strip()
        meeting.recorded_by_id, meeting.recorded_at = by.account_id, now
        meeting.save(update_fields=["held_on", "topics", "guests", "recorded_by", "recorded_at"])
        _store(meeting, held, by=by, now=now)
        attach(record=(RECORD, meeting.pk), proofs=held.proofs, by=by)
        _emit(meeting, held, by=by, now=now)
        append(by=by, action="meetings.meeting.hold", thing=meeting, unit_id=meeting.unit_id, after=_plain(held))
    return meeting


def void_meeting(*, meeting_id: int, reason: str, seen: int | None = None, by: Acting, now: datetime) -> list[int]:
    """The record should not stand: its deeds are withdrawn, its answers to earlier decisions too; nothing is deleted.

    seen  how many answers to its own decisions were read: another number means that somebody has answered meanwhile.
    The ids of the obligations that changed. Raises NotFound, NotAllowed, Conflict, Refusal on "reason".
    """
    reason = required(reason)
    with transaction.atomic():
        meeting = locked(meeting_id, by)
        demand_standing(meeting)
        ids = list(meeting.decisions.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
        if seen is not None and seen != FollowUp.objects.filter(decision__in=ids, voided_at=None).count():
            raise Conflict(
                "Somebody has answered a decision of this meeting since you opened it.",
                remedy="Read the answer; void the record again if it still should not stand.",
            )
        later = FollowUp.objects.filter(decision__answers__meeting=meeting, decision__answers__voided_at=None, voided_at=None)
        mine = FollowUp.objects.filter(meeting=meeting, voided_at=None)
        if later.exclude(meeting=meeting).filter(at__gt=meeting.recorded_at).exists():
            raise Conflict(
                "Decisions that this meeting answered have been answered again since.", remedy="Void the later meeting first."
            )
        meeting.voided_at, meeting.voided_by_id, meeting.voided_reason = now, by.account_id, reason
        meeting.save(update_fields=["voided_at", "voided_by", "voided_reason"])
        freed = list(FollowUp.objects.filter(Q(meeting=meeting) | Q(decision__in=ids), voided_at=None).values_list("pk", flat=True))
        mine.update(voided_at=now)
        changed = withdraw_deeds(source=(RECORD, meeting.pk), reason=reason, by=by, now=now)
        detach(record=(RECORD, meeting.pk), now=now)
        for number in freed:  # its answers, and those to its decisions: nothing rests on their proof any more
            detach(record=(ANSWER, number), now=now)
        for matter_id in meeting.matters.values_list("pk", flat=True):
            detach(record=(MATTER, matter_id), now=now)
        append(
            by=by, action="meetings.meeting.void", thing=meeting, unit_id=meeting.unit_id, before={"voided_at": None},
            after={"voided_at": now, "obligations": changed}, reason=reason,
        )
    return changed


def _store(meeting: Meeting, held: Held, *, by: Acting, now: datetime) -> None:
    """Attendance, minutes, decisions and answers."""
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, post_id=row.post_id, presence=row.presence, note=row.note.strip()) for row in held.attendance
    )
    for number, text in held.minutes:
        AgendaItem.objects.filter(pk=number, meeting=meeting).update(minutes=text.strip())
    MeetingDecision.objects.bulk_create(
        MeetingDecision(
            meeting=meeting, position=position, text=row.text.strip(), owner_unit_id=row.owner_unit_id, owner_id=row.owner_id, due=row.due
        )
        for position, row in enumerate(held.decisions, 1)
    )
    answers = FollowUp.objects.bulk_create(
        FollowUp(
            decision_id=row.decision_id, meeting=meeting, answer=row.answer, on=held.on, day=row.day if row.answer == "continues" else None,
            words=row.words.strip(), by_id=by.account_id, at=now,
        )
        for row in held.answers
    )
    for made, row in zip(answers, held.answers, strict=True):
        attach(record=(ANSWER, made.pk), proofs=row.proofs, by=by)


def _emit(meeting: Meeting, held: Held, *, by: Acting, now: datetime) -> None:
    planned = tuple(meeting.counterparts.order_by("pk").values_list("post_id", flat=True))
    towards = came(planned, held.attendance)
    if planned and not towards:
        return  # nobody came to whom it was owed
    made = deeds(
        unit_id=meeting.unit_id, holder_id=meeting.holder_id, topics=held.topics, on=held.on, counterparts=towards, meeting_id=meeting.pk
    )
    try:
        record_deeds(deeds=made, by=by, now=now, makes_up=held.makes_up)
    except Refusal as refusal:
        if refusal.field is None:
            raise
        raise Refusals([refusal]) from refusal


def _plain(held: Held) -> dict[str, object]:
    """For the audit chain."""
    return {
        "on": held.on, "topics": sorted(held.topics), "attendance": [[row.post_id, row.presence, row.note] for row in held.attendance],
        "guests": held.guests, "minutes": [[number, text] for number, text in held.minutes],
        "decisions": [[row.text, row.owner_unit_id, row.owner_id, row.due] for row in held.decisions],
        "answers": [[row.decision_id, row.answer, row.day, row.words] for row in held.answers],
        "files": [[proof.attachment_id, proof.name, proof.reused_reason] for proof in held.proofs], "makes_up": sorted(held.makes_up),
    }
