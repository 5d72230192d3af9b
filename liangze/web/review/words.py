"""Words and pictures of the review's pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import pgettext

from liangze.core.review import Verdict
from liangze.review.queries.page import UNDECIDED, ReviewPage
from liangze.review.words import verdict_name

#: Icon and colour of each decision: never the colour alone.
LOOKS: Mapping[str, tuple[str, str]] = {
    Verdict.PASSED: ("circle-check", "is-fulfilled"), Verdict.REMARKS: ("message", "is-late"),
    Verdict.CARRIED: ("arrow-forward-up", "is-open"), Verdict.FAILED: ("circle-x", "is-overdue"),
    UNDECIDED: ("circle-dashed", "is-upcoming"),
}


def stages() -> list[tuple[str, str]]:
    """(value, name) of how far a review can be."""
    return [
        ("none", pgettext("review stage", "Not opened")), ("open", pgettext("review stage", "Being held")),
        ("concluded", pgettext("review stage", "To be signed")), ("signed", pgettext("review stage", "Signed")),
        ("reopened", pgettext("review stage", "Reopened")),
    ]


def sift(page: ReviewPage) -> list[tuple[str, str, int, str, str]]:
    """(filter, name, how many, icon, colour) of what adds up to all items."""
    named = [(each.value, verdict_name(each)) for each in Verdict] + [(UNDECIDED, pgettext("review", "Not decided"))]
    return [(value, name, page.sums[value], *LOOKS[value]) for value, name in named]
