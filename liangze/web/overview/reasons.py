"""The sentence that opens an answer: what the figure counts, in words a person understands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy

from liangze.core.words import State
from liangze.statistics.queries import Why
from liangze.web import dates

SAY: dict[State | None, Promise] = {
    None: ngettext_lazy("one obligation falls due in the year.", "%(count)s obligations fall due in the year.", "count"),
    State.FULFILLED: ngettext_lazy("one obligation was met by its due day.", "%(count)s obligations were met by their due day.", "count"),
    State.LATE: ngettext_lazy("one obligation was met after its due day.", "%(count)s obligations were met after their due day.", "count"),
    State.OVERDUE: ngettext_lazy(
        "one obligation is past its due day, and no record counts for it.",
        "%(count)s obligations are past their due day, and no record counts for them.",
        "count",
    ),
    State.DUE_SOON: ngettext_lazy(
        "one obligation falls due within 14 days and is not met yet.",
        "%(count)s obligations fall due within 14 days and are not met yet.",
        "count",
    ),
    State.OPEN: ngettext_lazy(
        "one obligation can be met now; its due day is more than 14 days away.",
        "%(count)s obligations can be met now; their due day is more than 14 days away.",
        "count",
    ),
    State.UPCOMING: ngettext_lazy("one obligation has not opened yet.", "%(count)s obligations have not opened yet.", "count"),
    State.EXEMPT: ngettext_lazy(
        "one obligation was exempted by the level above.", "%(count)s obligations were exempted by the level above.", "count"
    ),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """As of *day*, in *place*: *say*."""

    day: str
    place: str
    say: str


def sentence(answer: Why) -> Sentence:
    """The parts of the sentence for one figure."""
    node = answer.tree.node
    place = gettext("%(unit)s and all units below it") if node.inner and not answer.own else "%(unit)s"
    if answer.own and node.inner:
        place = gettext("%(unit)s's own seats")
    return Sentence(dates.full_day(answer.as_of), place % {"unit": node.name}, str(SAY[answer.state] % {"count": answer.total}))
