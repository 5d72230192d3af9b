"""What the rows of meetings.yaml point at: meetings of unit A, one planned, one to be recorded, one held, with a decision and a matter."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from liangze.breakdown.actions import start
from liangze.core.major_matter import Voice, Vote
from liangze.core.words import ActKind
from liangze.meetings.actions import decide_matter, hold_meeting, plan_meeting, put_matter
from liangze.meetings.models import Meeting, MeetingDecision
from liangze.meetings.record import AgendaRow, AttendanceRow, Discussion, Held, NewDecision, NewMatter, NewMeeting, VoiceRow
from liangze.organisation.policy import Acting
from liangze.trust.attachments import Proof, take_in
from liangze.trust.models import AttachmentUse
from tests.rooms import factory as f

TARGETS: dict[str, str] = {
    "meeting_id": "meeting_held", "decision_id": "meeting_decision", "matter_id": "matter_open",
}


def made(place: Any, acts: Mapping[str, Acting], day: date) -> dict[str, Any]:
    """Targets by name."""
    f.topic("leading-group", ActKind.MEETING)
    by, targets = acts["liaison-a"], place.targets
    moment = {"by": by, "now": f.at(day)}

    def planned(kind: str, on: date) -> Meeting:
        plan = NewMeeting(
            unit_id=targets["unit_a"], kind=kind, title="专题会议", holder_id=targets["post_a_leadership"],
            chair_id=targets["post_a_principal"], on=on, starts_at=time(9), place="会议室", agenda=(AgendaRow("研究工作"),),
        )
        return plan_meeting(plan=plan, today=day, **moment)

    later, due, held = (planned(kind, day + timedelta(days=n)) for kind, n in (("special", 7), ("situation", 0), ("special", -3)))
    stored = take_in(file=io.BytesIO("会议纪要".encode()), name="纪要.txt")
    hold_meeting(
        meeting_id=held.pk, seen=0, today=day, **moment,
        held=Held(
            on=day - timedelta(days=3), topics=frozenset({"leading-group"}),
            attendance=(AttendanceRow(targets["post_a_principal"], "present"), AttendanceRow(targets["post_a_member"], "present")),
            decisions=(
                NewDecision("完善制度", targets["unit_a"], day + timedelta(days=20)),
                NewDecision("明年继续", targets["unit_a"], date(day.year + 1, 2, 1)),
            ),
            proofs=(Proof(stored.id, stored.name),),
        ),
    )
    opened, decided = (
        put_matter(meeting_id=held.pk, matter=NewMatter("decision", title, day - timedelta(days=5)), **moment)
        for title in ("甲事项", "乙事项")
    )
    voices = (VoiceRow(Voice(targets["post_a_member"], 1, Vote.FOR)), VoiceRow(Voice(targets["post_a_principal"], 2, Vote.FOR)))
    decide_matter(matter_id=decided.pk, talk=Discussion(voices, "同意。", "half_present"), seen=0, **moment)
    paper = take_in(file=io.BytesIO("方案全文".encode()), name="方案.txt")
    other = put_matter(
        meeting_id=held.pk, matter=NewMatter("project", "丙事项", day - timedelta(days=5), proofs=(Proof(paper.id, paper.name),)), **moment
    )
    start(unit_id=targets["unit_a"], year=day.year + 1, title="甲局明年责任分解", by=acts["city-office"], now=f.at(day))
    this_year, next_year = MeetingDecision.objects.order_by("position").values_list("pk", flat=True)
    return {
        "meeting_planned": later.pk, "meeting_due": due.pk, "meeting_held": held.pk,
        "meeting_decision": this_year, "decision_next_year": next_year,
        "matter_open": opened.pk, "matter_decided": decided.pk, "matter_with_file": other.pk,
        "meeting_file": AttachmentUse.objects.get(record_type="meetings.meeting").pk,
        "matter_file": AttachmentUse.objects.get(record_type="meetings.matter").pk,
        "att_principal": f"att-{targets['post_a_principal']}", "day_held": (day - timedelta(days=1)).isoformat(),
        "meeting_owner": f"u{targets['unit_a']}",
    }
