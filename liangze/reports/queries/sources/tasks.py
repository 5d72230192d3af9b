"""Tasks of the year's breakdown in which the unit leads or takes part, and how they stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from liangze.breakdown.models import TaskPart, TaskStepTaken, TaskTerms
from liangze.core.task import DOING, TaskStep
from liangze.reports.queries.sources.shape import Figure, Line, Numbers, Scope, Source

SECTION = "tasks"
CLOSED, REPORTED, OVERDUE, GOING = "closed", "reported", "overdue", "going"


def numbers(scope: Scope) -> QuerySet[Any, Any]:
    """Keys: closed, reported, overdue, going. Dropped tasks and those carried over are in none of them."""
    last = TaskStepTaken.objects.filter(task=OuterRef("task"), on__lte=scope.day).order_by("-id").values("step")[:1]
    due = TaskTerms.objects.filter(task=OuterRef("task"), until=None).values("due")[:1]
    rows = TaskPart.objects.filter(
        unit=scope.unit_id, until=None, role__in=DOING, task__breakdown__year=scope.last.year, task__breakdown__withdrawn_at=None
    ).annotate(last=Subquery(last), due=Subquery(due))
    if scope.holder:
        rows = rows.none()
    rows = rows.exclude(last=None).exclude(last__in=(TaskStep.DROPPED, TaskStep.CARRIED)).annotate(
        key=Case(
            When(last=TaskStep.CLOSED, then=Value(CLOSED)), When(last=TaskStep.DONE, then=Value(REPORTED)),
            When(due__lt=scope.day, then=Value(OVERDUE)), default=Value(GOING), output_field=CharField(),
        )
    )
    counted = rows.order_by().values("key").annotate(n=Count("task", distinct=True))
    return counted.annotate(section=Value(SECTION, CharField())).values_list("section", "key", "n")


def lines(scope: Scope, found: Numbers) -> tuple[Line, ...]:
    """One sentence; none where the unit has no task in the year."""
    total = sum(found.values())
    if not total:
        return ()
    names = {
        "total": _("Tasks of the year"), CLOSED: _("Tasks closed out"), REPORTED: _("Tasks reported done"), OVERDUE: _("Tasks overdue"),
        GOING: _("Tasks under way"),
    }
    query = {"as_of": scope.day.isoformat()}
    figures = {
        key: Figure(f"{SECTION}.{key}", total if key == "total" else found.get(key, 0), name, "ledger-tasks",
                    (scope.unit_id, scope.last.year), query)
        for key, name in names.items()
    }
    text = pgettext(
        "report",
        "Of the year's breakdown the unit leads or takes part in %(total)s tasks: %(closed)s closed out, %(reported)s reported done, "
        "%(going)s under way, %(overdue)s overdue. ",
    )
    return (Line(text, figures),)


SOURCE = Source(SECTION, gettext_lazy("The year's tasks"), numbers, lines)
