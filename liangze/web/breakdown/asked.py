"""What the address of a list of tasks asks for. Nonsense filters nothing."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from liangze.breakdown.queries.chosen import SORTS, TaskFilter
from liangze.core.task import PartRole, TaskState
from liangze.web.ledger.asked import Heading, number

COLUMNS = (
    ("number", pgettext_lazy("tasks", "No.")),
    ("title", pgettext_lazy("tasks", "Task")),
    ("basis", pgettext_lazy("tasks", "Basis")),
    ("leader", pgettext_lazy("tasks", "Leader in charge")),
    ("lead", pgettext_lazy("tasks", "Lead unit")),
    ("reached", pgettext_lazy("tasks", "Milestones")),
    ("due", pgettext_lazy("tasks", "Due day")),
    ("state", pgettext_lazy("tasks", "State")),
)


def wanted(request: HttpRequest) -> TaskFilter:
    """The filters of the address."""
    ask = request.GET
    sort = ask.get("sort", "number")
    return TaskFilter(
        state=ask.get("state", "") if ask.get("state") in set(TaskState) else "", leader=number(ask.get("leader")),
        unit=number(ask.get("unit")), role=ask.get("role", "") if ask.get("role") in set(PartRole) else "",
        text=ask.get("q", "").strip()[:60], slow=ask.get("slow") == "1", sort=sort if sort.removeprefix("-") in SORTS else "number",
    )


def headings(sort: str) -> list[Heading]:
    """The columns with what a click on each asks for."""
    current, down = sort.removeprefix("-"), sort.startswith("-")
    return [
        Heading(key, str(name), key if down else f"-{key}", "descending" if down else "ascending")
        if key == current else Heading(key, str(name), key, "none")
        for key, name in COLUMNS
    ]
