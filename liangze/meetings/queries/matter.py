"""A major matter as its page shows it: the seats, who spoke when, the votes, what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from liangze.core.major_matter import Counted, Majority, MatterKind, Order, Voice, Vote, carried, counted, order_of_speaking, spoken
from liangze.core.meeting import HALF, TWO_THIRDS, Presence, Quorum, quorum
from liangze.core.words import Role
from liangze.meetings.models import Attendance, MajorMatter, MatterVoice
from liangze.meetings.queries.reach import the_matter
from liangze.meetings.record import MATTER
from liangze.meetings.words import name_of
from liangze.organisation.checks import Charge, Finding, findings
from liangze.organisation.models import Portfolio
from liangze.organisation.policy import Acting, Permission, may
from liangze.organisation.policy.acting import in_force
from liangze.trust.attachments import Used, uses_of


@dataclass(frozen=True, slots=True)
class VoiceView:
    """A seat at the matter. present: it attended the meeting itself."""

    seat: int
    title: str
    role: str
    present: bool
    presence: str
    spoke: int | None = None
    said: str = ""
    vote: str = ""
    vote_name: str = ""
    recused: bool = False
    recused_reason: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A major matter. findings: of the five areas that the principal runs directly on the day of the meeting."""

    matter: MajorMatter
    kind: str
    majority: str
    voices: tuple[VoiceView, ...]
    count: Counted
    carried: bool
    order: Order
    quorum: Quorum
    findings: tuple[Finding, ...]
    files: tuple[Used, ...]
    may_record: bool
    open: bool

    @property
    def speakers(self) -> tuple[VoiceView, ...]:
        """In the order in which they spoke."""
        return tuple(sorted((one for one in self.voices if one.spoke), key=lambda one: one.spoke or 0))

    @property
    def dissents(self) -> tuple[VoiceView, ...]:
        return tuple(one for one in self.voices if one.dissent)

    @property
    def recusals(self) -> tuple[VoiceView, ...]:
        return tuple(one for one in self.voices if one.recused)


def matter_page(*, matter_id: int, by: Acting) -> MatterPage:
    """Four statements. Raises NotFound."""
    matter = the_matter(matter_id, by)
    meeting = matter.meeting
    day = meeting.held_on or meeting.planned_on
    rows = _attendance(matter)
    voices = tuple(_voice(row) for row in rows)
    values = [Voice(one.seat, one.spoke, Vote(one.vote) if one.vote else None, one.recused) for one in voices if one.present or one.recused]
    count = counted(values, matter.members or len(rows))
    principals = {one.seat for one in voices if one.role == Role.PRINCIPAL}
    may_record = bool(may(by, Permission.MEETING_RECORD, meeting.unit))
    share = TWO_THIRDS if matter.kind == MatterKind.APPOINTMENT else HALF
    return MatterPage(
        matter=matter, kind=name_of(MatterKind(matter.kind)), majority=name_of(Majority(matter.majority)), voices=voices, count=count,
        carried=carried(count, Majority(matter.majority)), order=order_of_speaking(spoken(values), principals),
        quorum=quorum((Presence(one.presence) for one in voices), share), findings=five_areas(meeting.unit_id, day),
        files=tuple(uses_of(MATTER, [matter.pk]).get(matter.pk, ())), may_record=may_record,
        open=may_record and matter.decided_at is None and meeting.held_on is not None and meeting.voided_at is None,
    )


def _attendance(matter: MajorMatter) -> Sequence[Any]:
    """The seats of the meeting with what they said in the matter. One statement."""
    fact = JSONObject(
        spoke="spoke", said="said", vote="vote", recused="recused", recused_reason="recused_reason", dissent="dissent"
    )
    said = MatterVoice.objects.filter(matter=matter, post=OuterRef("post")).values(v=fact)
    rows = Attendance.objects.filter(meeting=matter.meeting_id, post__unit=matter.meeting.unit_id).select_related("post")
    return list(rows.annotate(said=ArraySubquery(said)).order_by("pk"))


def _voice(row: Any) -> VoiceView:
    said = row.said[0] if row.said else {}
    vote = said.get("vote", "")
    return VoiceView(
        row.post_id, row.post.title, row.post.role, row.presence == Presence.PRESENT, row.presence,
        **{**said, "vote": vote, "vote_name": name_of(Vote(vote)) if vote else ""},
    )


def five_areas(unit_id: int, day: date) -> tuple[Finding, ...]:
    """What the check of the five areas (五不直接分管) finds in the unit on the day. One statement."""
    rows = Portfolio.objects.filter(in_force(day), post__unit=unit_id, post__role=Role.PRINCIPAL).exclude(area="")
    charges: dict[int, list[str]] = {}
    titles: dict[int, str] = {}
    for post_id, title, area in rows.values_list("post_id", "post__title", "area").order_by("post_id", "area"):
        charges.setdefault(post_id, []).append(area)
        titles[post_id] = title
    return tuple(findings([Charge(post, Role.PRINCIPAL, titles[post], areas=tuple(areas)) for post, areas in charges.items()]))
