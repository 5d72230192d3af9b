"""One meeting as its page shows it, and one decision with its chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from liangze.core.errors import NotFound
from liangze.core.major_matter import MatterKind
from liangze.core.meeting import FollowState, MeetingKind, MeetingState, Presence, Quorum, quorum
from liangze.duties.queries.running import topics_by_key
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.duties.queries.words import topic_names
from liangze.meetings.models import AgendaItem, Attendance, MajorMatter, Meeting, MeetingCounterpart, MeetingDecision
from liangze.meetings.queries.book import number_of, state_of
from liangze.meetings.queries.decisions import AnswerView, DecisionView, views, with_answers
from liangze.meetings.queries.reach import may_answer, meetings_for, the_decision
from liangze.meetings.record import ANSWER, RECORD
from liangze.meetings.words import name_of
from liangze.organisation.policy import Acting, Permission, may
from liangze.trust.attachments import Used, uses_of


@dataclass(frozen=True, slots=True)
class AgendaView:
    """An item of the agenda. begins: the time at which it comes up by the plan, None where an earlier length is open."""

    id: int
    title: str
    reporter: str
    reporter_id: int | None
    length: int | None
    minutes: str
    begins: time | None


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """How a seat took part."""

    seat: str
    presence: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A major matter in the meeting's list."""

    id: int
    title: str
    kind: str
    decided: bool
    warned: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting. `answered`: the earlier decisions that it answered, each with what was said here last."""

    meeting: Meeting
    number: str
    kind: str
    state: str
    state_name: str
    topics: str
    towards: tuple[str, ...]
    agenda: tuple[AgendaView, ...]
    attendance: tuple[SeatPresence, ...]
    matters: tuple[MatterLine, ...]
    quorum: Quorum
    decisions: tuple[DecisionView, ...]
    answered: tuple[DecisionView, ...]
    files: tuple[Used, ...]
    settled: tuple[SettledItem, ...]
    may_record: bool

    @property
    def answers(self) -> int:
        """How many answers stand to its own decisions."""
        return sum(len(each.answers) for each in self.decisions)

    @property
    def is_planned(self) -> bool:
        return self.state in (MeetingState.PLANNED, MeetingState.TO_RECORD)


def full_meetings(by: Acting) -> Any:
    """The meetings with agenda, attendance, matters and those met with, all in one statement."""
    agenda = AgendaItem.objects.filter(meeting=OuterRef("pk"), dropped_at=None).order_by("position")
    item = JSONObject(
        id="pk", title="title", reporter="reporter__title", reporter_unit="reporter__unit_id", reporter_unit_name="reporter__unit__name",
        reporter_id="reporter_id", length="length", minutes="minutes",
    )
    came = Attendance.objects.filter(meeting=OuterRef("pk")).order_by("pk")
    seat = JSONObject(
        id="post_id", seat="post__title", role="post__role", unit="post__unit_id", unit_name="post__unit__name", presence="presence",
        note="note",
    )
    matters = MajorMatter.objects.filter(meeting=OuterRef("pk")).order_by("position")
    matter = JSONObject(id="pk", title="title", kind="kind", decided="decided_at", warned="warned")
    towards = MeetingCounterpart.objects.filter(meeting=OuterRef("pk")).order_by("pk")
    other = JSONObject(id="post_id", title="post__title", role="post__role", unit="post__unit__name", unit_id="post__unit_id")
    return meetings_for(by).select_related("recorded_by", "planned_by", "cancelled_by", "voided_by").annotate(
        items=ArraySubquery(agenda.values(v=item)), came=ArraySubquery(came.values(v=seat)),
        laid=ArraySubquery(matters.values(v=matter)), others=ArraySubquery(towards.values(v=other)),
    )


def the_full_meeting(meeting_id: int, by: Acting) -> Any:
    """One of them. Raises NotFound."""
    row = full_meetings(by).filter(pk=meeting_id).first()
    if row is None:
        raise NotFound("There is no such meeting among those that you may read.", remedy="Look for it in the list of meetings.")
    return row


def meeting_page(*, meeting_id: int, by: Acting, today: date) -> MeetingPage:
    """Six statements at most. Raises NotFound."""
    row = the_full_meeting(meeting_id, by)
    state = state_of(row, today)
    held = row.held_on is not None
    found = views(_of(row), today) if held else ()
    files = tuple(uses_of(RECORD, [row.pk]).get(row.pk, ())) if held else ()
    return MeetingPage(
        meeting=row, number=number_of(row), kind=name_of(MeetingKind(row.kind)), state=state.value, state_name=name_of(state),
        topics=topic_names(row.topics, topics_by_key()), towards=tuple(f"{each['unit']} {each['title']}" for each in row.others),
        agenda=agenda_of(row), attendance=attendance_of(row), matters=tuple(_matter(each) for each in row.laid),
        quorum=quorum(Presence(each["presence"]) for each in row.came if each["unit"] == row.unit_id),
        decisions=tuple(each for each in found if each.meeting_id == row.pk),
        answered=tuple(each for each in found if each.meeting_id != row.pk), files=files,
        settled=settled_by(source=(RECORD, row.pk), as_of=today) if held else (),
        may_record=bool(may(by, Permission.MEETING_RECORD, row.unit)),
    )


def _of(row: Meeting) -> Any:
    """Decisions of the meeting and those of earlier ones that it answered. One statement."""
    rows = MeetingDecision.objects.filter(Q(meeting=row) | Q(answers__meeting=row)).distinct()
    return with_answers(rows).order_by("meeting__held_on", "meeting_id", "position")


def agenda_of(row: Any) -> tuple[AgendaView, ...]:
    """The agenda with the time at which each item comes up."""
    found, minutes = [], row.starts_at.hour * 60 + row.starts_at.minute
    known = True
    for item in row.items:
        begins = time(*divmod(minutes, 60)) if known and minutes < 24 * 60 else None
        reporter = item["reporter"] or ""
        if reporter and item["reporter_unit"] != row.unit_id:
            reporter = f"{item['reporter_unit_name']} {reporter}"
        found.append(
            AgendaView(item["id"], item["title"], reporter, item["reporter_id"], item["length"], item["minutes"], begins)
        )
        known = known and item["length"] is not None
        minutes += item["length"] or 0
    return tuple(found)


def attendance_of(row: Any) -> tuple[SeatPresence, ...]:
    """Who attended, in the order of the seats."""
    return tuple(
        SeatPresence(
            each["seat"] if each["unit"] == row.unit_id else f"{each['unit_name']} {each['seat']}", each["presence"],
            name_of(Presence(each["presence"])), each["note"],
        )
        for each in row.came
    )


def _matter(each: dict[str, Any]) -> MatterLine:
    return MatterLine(each["id"], each["title"], name_of(MatterKind(each["kind"])), each["decided"] is not None, each["warned"])


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision with its chain through the meetings, each answer with its proof, and what the reader may do about it."""

    row: MeetingDecision
    view: DecisionView
    chain: tuple[tuple[AnswerView, tuple[Used, ...]], ...]
    void: bool
    may_answer: bool
    may_task: bool
    may_problem: bool
    reads_meeting: bool


def decision_page(*, decision_id: int, by: Acting, today: date) -> DecisionPage:
    """Three statements. Raises NotFound."""
    row = the_decision(decision_id, by)
    view = views(with_answers(MeetingDecision.objects.filter(pk=row.pk)), today)[0]
    void = row.meeting.voided_at is not None
    going = not void and FollowState(view.state) in (FollowState.OPEN, FollowState.OVERDUE)
    unit = row.meeting.unit
    raises = bool(may(by, Permission.PROBLEM_RAISE, row.owner_unit)) and bool(may(by, Permission.PROBLEM_RAISE, unit))
    files = uses_of(ANSWER, [each.id for each in view.answers]) if view.answers else {}
    return DecisionPage(
        row=row, view=view, chain=tuple((each, tuple(files.get(each.id, ()))) for each in view.answers), void=void,
        may_answer=going and by.account_id is not None and may_answer(by, row),
        may_task=going and row.task_id is None and bool(may(by, Permission.TASK_EDIT, unit)),
        may_problem=going and row.problem_id is None and raises and view.due >= today,
        reads_meeting=bool(may(by, Permission.MEETING_READ, unit)),
    )


def answer_record(*, decision_id: int, answer_id: int, by: Acting) -> tuple[str, int]:
    """The answer as a record, for its files, for whoever may read its decision. Two statements. Raises NotFound."""
    row = the_decision(decision_id, by)
    if not row.answers.filter(pk=answer_id).exists():
        raise NotFound("This decision has no such answer.", remedy="Open the decision and choose one of its files.")
    return ANSWER, answer_id


def ends_at(agenda: tuple[AgendaView, ...]) -> timedelta:
    """How long it takes by its agenda; two hours where that says nothing."""
    minutes = sum(item.length or 0 for item in agenda)
    return timedelta(minutes=minutes or 120)
