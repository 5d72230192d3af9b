"""One task as a page: what it asks, who answered what, progress with proof, proposals, the whole history, what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Value
from django.utils import timezone

from liangze.breakdown.models import MilestoneReached, TaskAnswer, TaskProgress, TaskProposal, TaskStepTaken, TaskTerms
from liangze.breakdown.queries.doers import why_not
from liangze.breakdown.queries.reach import no_task, readable
from liangze.breakdown.queries.tasks import PartView, TaskView, in_force, view
from liangze.breakdown.record import PROGRESS
from liangze.breakdown.words import name_of
from liangze.core.errors import NotFound
from liangze.core.task import TaskState, TaskStep, issued_on
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may
from liangze.trust.attachments import Used, uses_of


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A report. `reached`: milestones in words. `taken_back`: who and when, empty while it stands. before_issue: it tells of an earlier day
    than that on which the task was issued."""

    id: int
    unit_id: int
    unit: str
    on: date
    text: str
    done: bool
    reached: tuple[str, ...]
    files: tuple[Used, ...]
    at: datetime
    by: str
    taken_back: str
    taken_back_reason: str
    may_take_back: bool
    before_issue: bool


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal. `confirmed` is None while it waits."""

    id: int
    kind: str
    kind_name: str
    why: dict[str, Any]
    note: str
    on: date
    by: str
    confirmed: bool | None
    decided: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. `kind`: revision, answer, or a step; `unit` where a unit answered."""

    kind: str
    name: str
    at: datetime
    by: str
    unit: str
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class May:
    """What this reader may do with the task now. check_why: why they may not check it though their rights would reach, as a msgid."""

    edit: bool = False
    drop: bool = False
    carry: bool = False
    answer: tuple[PartView, ...] = ()
    report: tuple[PartView, ...] = ()
    check: bool = False
    check_why: str = ""
    reopen: bool = False
    propose: bool = False
    decide: bool = False


@dataclass(frozen=True, slots=True)
class TaskPage:
    """The task with everything about it."""

    task: TaskView
    breakdown: str
    withdrawn: bool
    progress: tuple[ProgressView, ...]
    proposals: tuple[ProposalView, ...]
    history: tuple[Event, ...]
    may: May


def task_page(*, task_id: int, by: Acting, today: date, as_of: date | None = None) -> TaskPage:
    """Five statements, six for a past day. Raises NotFound when there is none then or it may not be known."""
    row = in_force(TaskTerms.objects.filter(readable(by), task_id=task_id)).first()
    if row is not None and as_of is not None and as_of < row.since:  # rights follow from the terms of now, words from those of then
        row = in_force(TaskTerms.objects.filter(task_id=task_id), on=as_of).first()
    if row is None:
        raise no_task()
    task, breakdown = view(row, as_of or today), row.task.breakdown
    events = list(_events(task_id))
    reports = _reports(task_id, as_of)
    files = uses_of(PROGRESS, [each.pk for each in reports]) if reports else {}
    proposals = tuple(_proposal(each) for each in TaskProposal.objects.filter(task_id=task_id).select_related("by", "decided_by"))
    did = {each["account"] for each in events if each["kind"] == "answer"} | {each.by_id for each in reports}
    open_now = breakdown.withdrawn_at is None and as_of in (None, today)
    return TaskPage(
        task=task, breakdown=breakdown.title, withdrawn=breakdown.withdrawn_at is not None,
        progress=tuple(_report(each, files.get(each.pk, []), by, task, open_now, as_of) for each in reversed(reports)),
        proposals=proposals, history=tuple(_event(each) for each in events),
        may=_may(task, by, did, breakdown.unit, proposals) if open_now else May(),
    )


def unit_of(part: PartView) -> Unit:
    """The unit of a part as the policy needs it, without a statement."""
    return Unit(pk=part.unit_id, path=part.path, name=part.unit_name, kind=part.kind)


def readable_progress(*, progress_id: int, by: Acting) -> tuple[str, int]:
    """The report as a record, if the person may read its task: for its files. One statement. Raises NotFound."""
    of = TaskTerms.objects.filter(readable(by), task_id=OuterRef("task_id"), until=None).values("task_id")
    if not TaskProgress.objects.filter(pk=progress_id, task_id__in=of).exists():
        raise NotFound("There is no such file.", remedy="Open the task and choose one of its files.")
    return PROGRESS, progress_id


def _may(task: TaskView, by: Acting, did: set[int | None], home: Unit, proposals: tuple[ProposalView, ...]) -> May:
    edit = bool(may(by, Permission.TASK_EDIT, home))
    own = [part for part in task.doing if may(by, Permission.TASK_ANSWER, unit_of(part))]
    going = task.issued and not task.ended
    reaches = bool(task.lead and may(by, Permission.TASK_CLOSE_OUT, unit_of(task.lead)))
    why = why_not(task, by, did) if reaches else ""
    waits = any(each.confirmed is None for each in proposals)
    return May(
        edit=edit and not task.ended, drop=edit and not task.ended, carry=edit and going,
        answer=tuple(part for part in own if going and part.answer != "accepted"),
        report=tuple(part for part in own if going and part.answer == "accepted"),
        check=reaches and not why and task.state is TaskState.REPORTED, check_why=why if task.state is TaskState.REPORTED else "",
        reopen=(task.state is TaskState.CLOSED and reaches and not why) or (task.state is TaskState.DROPPED and edit),
        propose=task.slow and not waits and (edit or reaches), decide=waits and task.leader_id in by.posts,
    )


def _events(task_id: int) -> Any:
    """Revisions, answers and steps in one statement, in the order of time."""
    text = CharField()
    names = ("at_", "kind", "what", "who", "account", "unit_", "why", "number")
    revisions = TaskTerms.objects.filter(task_id=task_id).order_by().annotate(
        at_=F("made_at"), kind=Value("revision", text), what=Value("", text), who=F("made_by__name"), account=F("made_by_id"),
        unit_=Value("", text), why=F("reason"), number=F("revision"),
    )
    answers = TaskAnswer.objects.filter(part__task_id=task_id).order_by().annotate(
        at_=F("at"), kind=Value("answer", text), what=Value("", text), who=F("by__name"), account=F("by_id"), unit_=F("part__unit__name"),
        why=F("reason"), number=F("part__revision"),
    )
    steps = TaskStepTaken.objects.filter(task_id=task_id).order_by().annotate(
        at_=F("at"), kind=Value("step", text), what=F("step"), who=F("by__name"), account=F("by_id"), unit_=Value("", text),
        why=F("reason"), number=Value(0),
    )
    return revisions.values(*names).union(answers.values(*names), steps.values(*names), all=True).order_by("at_")


def _event(row: dict[str, Any]) -> Event:
    name = name_of(TaskStep(row["what"])) if row["kind"] == "step" else ""
    return Event(
        kind=row["what"] or row["kind"], name=name, at=timezone.localtime(row["at_"]), by=row["who"], unit=row["unit_"], reason=row["why"],
        number=row["number"],
    )


def _reports(task_id: int, as_of: date | None) -> list[Any]:
    """Those of the task; of a past day those that had been handed in by then, and what was taken back later stands."""
    reached = MilestoneReached.objects.filter(progress=OuterRef("pk")).order_by("milestone__day").values("milestone__what")
    handed_in = {} if as_of is None else {"at__date__lte": as_of}
    rows = TaskProgress.objects.filter(task_id=task_id, **handed_in).select_related("unit", "by", "taken_back_by").order_by("id")
    return list(rows.annotate(reached_what=ArraySubquery(reached)))


def _report(row: Any, files: list[Used], by: Acting, task: TaskView, open_now: bool, as_of: date | None) -> ProgressView:
    stood = row.taken_back_at is None or (as_of is not None and as_of < timezone.localdate(row.taken_back_at))
    issued = issued_on(task.facts)
    taken = "" if stood else f"{timezone.localtime(row.taken_back_at):%Y-%m-%d} {row.taken_back_by.name}"
    return ProgressView(
        id=row.pk, unit_id=row.unit_id, unit=row.unit.name, on=row.on, text=row.text, done=row.done, reached=tuple(row.reached_what),
        files=tuple(files), at=timezone.localtime(row.at), by=row.by.name, taken_back=taken,
        taken_back_reason="" if stood else row.taken_back_reason,
        before_issue=issued is not None and row.on < issued,
        may_take_back=open_now and not taken and not task.ended and bool(may(by, Permission.TASK_ANSWER, row.unit)),
    )


def _proposal(row: TaskProposal) -> ProposalView:
    decided = f"{timezone.localtime(row.decided_at):%Y-%m-%d} {row.decided_by.name}" if row.decided_at and row.decided_by else ""
    return ProposalView(
        id=row.pk, kind=row.kind, kind_name=row.get_kind_display(), why=row.why, note=row.note, on=row.on, by=row.by.name if row.by else "",
        confirmed=row.confirmed, decided=decided, reason=row.reason,
    )


def task_asked(*, task_id: int, by: Acting, today: date) -> TaskView:
    """The task alone, for a form. One statement. Raises NotFound."""
    row = in_force(TaskTerms.objects.filter(readable(by), task_id=task_id)).first()
    if row is None:
        raise no_task()
    return view(row, today)
