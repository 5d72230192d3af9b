"""Major matters: laid before a meeting with their materials, discussed, decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from liangze.core.errors import Conflict, NotAllowed, Refusals
from liangze.core.major_matter import Majority, Order, Voice, carried, counted, order_of_speaking, spoken
from liangze.core.meeting import Presence
from liangze.core.words import Role
from liangze.meetings.actions.locking import demand_standing, locked
from liangze.meetings.checks.matter import SPEAKS_LAST, discussion_objections, matter_objections
from liangze.meetings.models import Attendance, MajorMatter, MatterVoice
from liangze.meetings.queries.reach import the_matter
from liangze.meetings.record import MATTER, Discussion, NewMatter, VoiceRow
from liangze.organisation.policy import Acting
from liangze.trust.actions import append
from liangze.trust.attachments import attach


class NotLast(Conflict):
    """The principal did not speak last. It is no obstacle: said once more with the warning seen, the record is kept with it."""


def put_matter(*, meeting_id: int, matter: NewMatter, by: Acting, now: datetime) -> MajorMatter:
    """Lay a major matter before the meeting, planned or held. Raises NotFound, NotAllowed, Conflict, Refusals."""
    with transaction.atomic():
        meeting = locked(meeting_id, by)
        if by.account_id is None:
            raise NotAllowed("Only a person can record a meeting.", remedy="Sign in with an account.")
        if meeting.cancelled_at or meeting.voided_at:
            raise Conflict("This meeting does not stand any more.", remedy="Lay the matter before another one.")
        if wrong := list(matter_objections(matter, meeting.held_on or meeting.planned_on)):
            raise Refusals(wrong)
        last = MajorMatter.objects.filter(meeting=meeting).aggregate(n=Max("position"))["n"] or 0
        made = MajorMatter.objects.create(
            meeting=meeting, position=last + 1, kind=matter.kind, title=matter.title.strip(), amount=matter.amount,
            circulated_on=matter.circulated_on, proposal=matter.proposal.strip(), made_by_id=by.account_id, made_at=now,
        )
        attach(record=(MATTER, made.pk), proofs=matter.proofs, by=by)
        append(
            by=by, action="meetings.matter.put", thing=made, unit_id=meeting.unit_id,
            after={
                "meeting": meeting.pk, "kind": made.kind, "title": made.title, "amount": str(matter.amount or ""),
                "circulated_on": made.circulated_on, "proposal": made.proposal,
            },
        )
    return made


def decide_matter(*, matter_id: int, talk: Discussion, seen: int, by: Acting, now: datetime) -> MajorMatter:
    """Record how the matter was discussed and decided; from then on nothing in it changes.

    seen  the edition that was read.  Raises NotFound, NotAllowed, Conflict (meeting not recorded, decided already), Refusals;
    NotLast, with the clause, when the principal did not speak last and the warning has not been seen.
    """
    with transaction.atomic():
        meeting = locked(the_matter(matter_id, by).meeting_id, by)
        matter = MajorMatter.objects.select_for_update().get(pk=matter_id)
        demand_standing(meeting)
        if matter.decided_at or matter.edition != seen:
            raise Conflict(
                "Somebody has recorded this matter already.",
                remedy="Open it to see what stands; a wrong record is voided with its meeting.",
            )
        rows = list(Attendance.objects.filter(meeting=meeting, post__unit=meeting.unit_id).select_related("post"))
        seats = {row.post_id: row.post.title for row in rows}
        present = {row.post_id for row in rows if row.presence == Presence.PRESENT}
        if wrong := list(discussion_objections(talk, present, seats)):
            raise Refusals(wrong)
        voices = [row.voice for row in talk.voices]
        principals = {row.post_id for row in rows if row.post.role == Role.PRINCIPAL}
        against = order_of_speaking(spoken(voices), principals) is Order.NOT_LAST
        if against and not talk.warned:
            raise not_last()
        talk = replace(talk, voices=_complete(talk, present))
        _store(matter, talk)
        matter.decision, matter.majority, matter.warned = talk.decision.strip(), talk.majority, against
        matter.members, matter.edition = len(rows), seen + 1
        matter.decided_by_id, matter.decided_at = by.account_id, now
        matter.save()
        append(by=by, action="meetings.matter.decide", thing=matter, unit_id=meeting.unit_id, after=_plain(talk, matter, len(present)))
    return matter


def not_last() -> NotLast:
    """The warning, as it is said before saving and kept in the record."""
    return NotLast(
        "The principal did not speak last.", field="voices", clause=SPEAKS_LAST,
        remedy="The principal states an opinion after all others. If it really was so, save once more: the record keeps this warning.",
    )


def _complete(talk: Discussion, present: Collection[int]) -> tuple[VoiceRow, ...]:
    """A row for every seat that was present, and for nobody else but who recused: the votes are counted against them."""
    rows = [row for row in talk.voices if row.voice.seat in present or row.voice.recused]
    silent = sorted(set(present) - {row.voice.seat for row in rows})
    return (*rows, *(VoiceRow(Voice(seat)) for seat in silent))


def _store(matter: MajorMatter, talk: Discussion) -> None:
    MatterVoice.objects.bulk_create(
        MatterVoice(
            matter=matter, post_id=row.voice.seat, spoke=row.voice.spoke, said=row.said.strip(), vote=row.voice.vote or "",
            recused=row.voice.recused, recused_reason=row.recused_reason.strip(), dissent=row.dissent.strip(),
        )
        for row in talk.voices
    )


def _plain(talk: Discussion, matter: MajorMatter, present: int) -> dict[str, object]:
    """For the audit chain, with the outcome as it follows from the votes."""
    voices = [row.voice for row in talk.voices]
    count = counted(voices, matter.members)
    return {
        "voices": [
            [row.voice.seat, row.voice.spoke, row.voice.vote, row.voice.recused, row.said, row.recused_reason, row.dissent]
            for row in talk.voices
        ],
        "decision": matter.decision, "majority": matter.majority, "warned": matter.warned, "present": present,
        "for": count.for_, "against": count.against, "abstain": count.abstain,
        "carried": carried(count, Majority(matter.majority)),
    }
