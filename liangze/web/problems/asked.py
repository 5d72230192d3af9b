"""What the addresses and forms of the room ask for. Nonsense filters nothing."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from liangze.core.problem import ProblemCategory, ProblemSource, ProblemState
from liangze.problems.queries.board import EVENTS, SORTS, ProblemFilter
from liangze.web.ledger.asked import Heading, number

COLUMNS = (
    ("number", pgettext_lazy("problems", "Number")),
    ("title", pgettext_lazy("problems", "Problem")),
    ("unit", pgettext_lazy("problems", "Responsible unit")),
    ("source", pgettext_lazy("problems", "Source")),
    ("category", pgettext_lazy("problems", "Category")),
    ("due", pgettext_lazy("problems", "Deadline")),
    ("state", pgettext_lazy("problems", "State")),
)


def wanted(request: HttpRequest) -> ProblemFilter:
    """The filters of the address."""
    ask = request.GET
    sort, state = ask.get("sort", "due"), ask.get("state", "")
    return ProblemFilter(
        text=ask.get("q", "").replace("\0", "").strip()[:60], state=state if state in {"open", *ProblemState} else "",
        source=_one_of(ask.get("source", ""), set(ProblemSource)), category=_one_of(ask.get("category", ""), set(ProblemCategory)),
        unit=number(ask.get("unit")), overdue=ask.get("overdue") == "1", side=_one_of(ask.get("side", ""), {"answer", "review"}),
        sort=sort if sort.removeprefix("-") in SORTS else "due", event=_one_of(ask.get("event", ""), set(EVENTS)),
        since=day(ask.get("since")), until=day(ask.get("until")), post=number(ask.get("post")),
    )


#: What a span of days is about, as the list says it.
SPANS = {
    "found": pgettext_lazy("problems", "Found"), "closed": pgettext_lazy("problems", "Closed out"),
    "due": pgettext_lazy("problems", "Due"),
}


def headings(sort: str) -> list[Heading]:
    """The columns with what a click on each asks for."""
    current, down = sort.removeprefix("-"), sort.startswith("-")
    return [
        Heading(key, str(name), key if down else f"-{key}", "descending" if down else "ascending")
        if key == current else Heading(key, str(name), key, "none")
        for key, name in COLUMNS
    ]


def day(text: str | None) -> date | None:
    """The day, None for none or nonsense."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _one_of(text: str, words: set[str] | set[ProblemSource] | set[ProblemCategory]) -> str:
    return text if text in words else ""
