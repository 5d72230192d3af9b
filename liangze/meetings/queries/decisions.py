"""Decisions with what became of them: those of one meeting, those that the next one must answer, and all to be followed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from liangze.core.meeting import OPEN_STATES, Answer, Answered, FollowState, due_day, follow_state
from liangze.meetings.models import FollowUp, Meeting, MeetingDecision
from liangze.meetings.words import name_of


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer of the chain. meeting_id None: said between two meetings."""

    id: int
    answer: str
    name: str
    on: date
    day: date | None
    words: str
    by: str
    meeting_id: int | None
    meeting: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision on a day. due: by when now; first_due: as it was decided."""

    id: int
    position: int
    text: str
    owner: str
    owner_unit_id: int
    due: date
    first_due: date
    state: str
    state_name: str
    meeting_id: int
    meeting: str
    unit: str
    decided_on: date
    task_id: int | None
    problem_id: int | None
    answers: tuple[AnswerView, ...]

    @property
    def is_open(self) -> bool:
        return FollowState(self.state) in OPEN_STATES

    @property
    def last(self) -> AnswerView | None:
        """The latest answer."""
        return self.answers[-1] if self.answers else None


def with_answers(rows: QuerySet[MeetingDecision]) -> QuerySet[MeetingDecision]:
    """The decisions with `said`: their answers that stand, in order. Still one statement."""
    fact = JSONObject(
        id="pk", answer="answer", on="on", day="day", words="words", by="by__name", meeting_id="meeting_id", meeting="meeting__title"
    )
    said = FollowUp.objects.filter(decision=OuterRef("pk"), voided_at=None).order_by("pk").values(v=fact)
    return rows.select_related("meeting__unit", "owner_unit", "owner").annotate(said=ArraySubquery(said))


def still_open(rows: QuerySet[MeetingDecision]) -> QuerySet[MeetingDecision]:
    """Those that nobody has ended, with `now_due`: by when they are to be done now. What core.meeting.follow_state says, in SQL."""
    said = FollowUp.objects.filter(decision=OuterRef("pk"), voided_at=None).order_by("-pk")
    moved = said.filter(answer=Answer.CONTINUES).values("day")[:1]
    rows = rows.annotate(last_answer=Subquery(said.values("answer")[:1]), now_due=Coalesce(Subquery(moved), F("due")))
    return rows.filter(Q(last_answer=None) | Q(last_answer=Answer.CONTINUES), meeting__voided_at=None)


def open_before(meeting: Meeting, on: date) -> QuerySet[MeetingDecision]:
    """Decisions of earlier meetings of the same unit and kind that a meeting on the day has to answer."""
    earlier = MeetingDecision.objects.filter(
        meeting__unit=meeting.unit_id, meeting__kind=meeting.kind, meeting__held_on__lte=on
    ).exclude(meeting=meeting.pk)
    return still_open(earlier).order_by("meeting__held_on", "meeting_id", "position")


def views(rows: Iterable[MeetingDecision], today: date) -> tuple[DecisionView, ...]:
    """Rows of `with_answers` as they stand on the day."""
    return tuple(_view(row, today) for row in rows)


def _view(row: MeetingDecision, today: date) -> DecisionView:
    answers = tuple(_answer(each) for each in row.said)  # type: ignore[attr-defined]  # annotated
    chain = [Answered(Answer(each.answer), each.on, each.day) for each in answers]
    state = follow_state(row.due, chain, today)
    owner = f"{row.owner_unit.name} {row.owner.title}" if row.owner else row.owner_unit.name
    meeting = row.meeting
    return DecisionView(
        id=row.pk, position=row.position, text=row.text, owner=owner, owner_unit_id=row.owner_unit_id, due=due_day(row.due, chain),
        first_due=row.due, state=state.value, state_name=name_of(state), meeting_id=meeting.pk, meeting=meeting.title,
        unit=meeting.unit.name, decided_on=meeting.held_on or meeting.planned_on, task_id=row.task_id,
        problem_id=row.problem_id, answers=answers,
    )


def _answer(fact: dict[str, Any]) -> AnswerView:
    return AnswerView(
        id=fact["id"], answer=fact["answer"], name=name_of(Answer(fact["answer"])), on=date.fromisoformat(fact["on"]),
        day=date.fromisoformat(fact["day"]) if fact["day"] else None, words=fact["words"], by=fact["by"],
        meeting_id=fact["meeting_id"], meeting=fact["meeting"] or "",
    )
