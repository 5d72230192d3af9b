"""What by itself asks for a talk: overdue tasks, duties long overdue, posts newly taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from liangze.breakdown.models import ProposalKind, TaskProposal, TaskTerms
from liangze.breakdown.queries.slow import to_propose
from liangze.breakdown.queries.tasks import in_force as tasks_in_force
from liangze.breakdown.queries.tasks import views
from liangze.core.talk import TalkKind, TalkTrigger
from liangze.core.talk_rules import TalkRules
from liangze.core.words import BODIES, Role
from liangze.duties.models import Obligation
from liangze.organisation.models import Appointment, Post
from liangze.organisation.policy.acting import in_force
from liangze.talks.models import TalkCounterpart, TalkProposal
from liangze.talks.new_proposal import NewProposal

TASK, OBLIGATION, APPOINTMENT = "breakdown.task", "duties.obligation", "organisation.appointment"
MOST = 500  # of each reason in one run; the rest comes the next day
NEWLY = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)


def found(today: date, rules: TalkRules) -> Iterator[NewProposal]:
    """What there is a reason for on the day. What was proposed for the same reason before is proposed no second time."""
    yield from slow_tasks(today)
    yield from long_overdue(today, rules)
    yield from newly_appointed(today, rules)


def slow_tasks(today: date) -> Iterator[NewProposal]:
    """Tasks for which a talk is due or was confirmed: with the principal of the unit that leads the task."""
    ids = {task for task, kind in to_propose(today) if kind == ProposalKind.TALK}
    proposed = TalkProposal.objects.filter(trigger=TalkTrigger.OVERDUE_TASKS, record_type=TASK, record_id=OuterRef("task_id"))
    confirmed = TaskProposal.objects.filter(~Exists(proposed), kind=ProposalKind.TALK).exclude(confirmed=False).order_by("id")
    ids |= set(confirmed.values_list("task_id", flat=True)[:MOST])
    if not ids:
        return
    for task in views(tasks_in_force(TaskTerms.objects.filter(task_id__in=ids)), today):
        post = _principal(task.lead.unit_id if task.lead else None, today)
        if post:
            facts = {
                "title": task.title, "due": task.due.isoformat(), "days_over": max((today - task.due).days, 0), "reached": task.reached,
            }
            clause = task.clause.id if task.clause else None
            yield NewProposal(TalkKind.SUMMONS, TalkTrigger.OVERDUE_TASKS, post, facts, (TASK, task.id), clause_id=clause)


def long_overdue(today: date, rules: TalkRules) -> Iterator[NewProposal]:
    """Obligations of this year overdue for longer than the rules bear: with whoever sits on the seat, or heads the body that owes it."""
    since = today - timedelta(days=rules.overdue_days)
    rows = Obligation.objects.filter(
        due__lt=since, due__year__gte=today.year, fulfilled_on=None, exempted_on=None, withdrawn_on=None
    ).select_related("duty", "holder", "unit").order_by("unit_id", "due", "id")
    lately = today - timedelta(days=rules.again_after_days)
    # One proposal for each seat in that time: several duties make the reason weightier, not the talks more.
    seen = set(TalkProposal.objects.filter(trigger=TalkTrigger.OVERDUE_OBLIGATIONS, on__gt=lately).values_list("post_id", flat=True))
    most = len(seen) + MOST
    heads: dict[int, int | None] = {}  # by unit: a unit can owe hundreds of them
    for row in rows.iterator(chunk_size=500):
        if len(seen) >= most:
            return
        post: int | None = row.holder_id
        if Role(row.holder.role) in BODIES:
            if row.unit_id not in heads:
                heads[row.unit_id] = _principal(row.unit_id, today)
            post = heads[row.unit_id]
        if post is None or post in seen or (row.holder.until and row.holder.until <= today):
            continue
        seen.add(post)
        facts = {
            "title": row.duty.title, "unit": row.unit.name, "due": row.due.isoformat(), "days_over": (today - row.due).days,
        }
        yield NewProposal(
            TalkKind.SUMMONS, TalkTrigger.OVERDUE_OBLIGATIONS, post, facts, (OBLIGATION, row.pk), clause_id=row.duty.clause_id
        )


def newly_appointed(today: date, rules: TalkRules) -> Iterator[NewProposal]:
    """Appointments of leaders just begun, or about to begin, without a pre-appointment talk."""
    held = TalkCounterpart.objects.filter(
        talk__kind=TalkKind.PRE_APPOINTMENT, talk__voided_at=None, post=OuterRef("post"), person=OuterRef("person")
    )
    proposed = TalkProposal.objects.filter(trigger=TalkTrigger.CHANGE_OF_POST, record_type=APPOINTMENT, record_id=OuterRef("pk"))
    span = Q(since__gt=today - timedelta(days=rules.newly_appointed_days), since__lte=today + timedelta(days=rules.office_before))
    rows = Appointment.objects.filter(span, ~Exists(held), ~Exists(proposed), post__role__in=NEWLY, post__unit__parent__isnull=False)
    for row in rows.select_related("post__unit").order_by("since", "id")[:MOST]:
        facts = {"seat": f"{row.post.unit.name}{row.post.title}", "since": row.since.isoformat()}
        yield NewProposal(TalkKind.PRE_APPOINTMENT, TalkTrigger.CHANGE_OF_POST, row.post_id, facts, (APPOINTMENT, row.pk))


def _principal(unit_id: int | None, today: date) -> int | None:
    rows = Post.objects.filter(in_force(today), unit=unit_id, role=Role.PRINCIPAL).order_by("position", "code")
    return rows.values_list("pk", flat=True).first() if unit_id else None
