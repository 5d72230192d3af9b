"""Listed supervision (挂牌督办): numbered, time-limited, over only when what it is about is resolved and that is signed. Js 二(三)2."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from liangze.core.problem import ProblemState


class ListingState(StrEnum):
    """State of a listing. Past its limit it stays in force, marked: it is never silently over."""

    IN_FORCE = "in_force"
    TO_SIGN = "to_sign"  # resolved; the de-listing waits for its signature
    DELISTED = "delisted"


class ListingStep(StrEnum):
    """What happened to a listing."""

    ISSUED = "issued"
    PROGRESS = "progress"  # reported by the unit
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    PROPOSED = "proposed"  # de-listing laid out to be signed
    RETURNED = "returned"  # by whoever was to sign
    DELISTED = "delisted"


class ListingScope(StrEnum):
    """Who may see a listing besides those in whose reach it is."""

    UNIT = "unit"
    LEVEL = "level"  # units under the same superior as the one supervised
    BELOW = "below"  # the issuer and everything below it


AFTER: dict[ListingStep, ListingState] = {
    ListingStep.ISSUED: ListingState.IN_FORCE,
    ListingStep.PROPOSED: ListingState.TO_SIGN,
    ListingStep.RETURNED: ListingState.IN_FORCE,
    ListingStep.DELISTED: ListingState.DELISTED,
}
_GOING = frozenset(ListingStep) - {ListingStep.ISSUED, ListingStep.RETURNED, ListingStep.DELISTED}
ALLOWED: dict[ListingState, frozenset[ListingStep]] = {
    ListingState.IN_FORCE: _GOING,
    ListingState.TO_SIGN: frozenset({ListingStep.RETURNED, ListingStep.DELISTED}),
    ListingState.DELISTED: frozenset(),
}


def listing_state(steps: Iterable[tuple[date, ListingStep]], today: date) -> ListingState | None:
    """State on the day, from the steps in their order; None before it was issued."""
    found: ListingState | None = None
    for on, step in steps:
        if on <= today and step in AFTER:
            found = AFTER[step]
    return found


def may_follow(state: ListingState, step: ListingStep, problems: Collection[ProblemState]) -> bool:
    """Whether the step can be taken now. De-listing, proposed or signed, waits until every problem on it is closed."""
    resolved = all(each in (ProblemState.CLOSED, ProblemState.WITHDRAWN) for each in problems)
    return step in ALLOWED[state] and (resolved or step not in (ListingStep.PROPOSED, ListingStep.DELISTED))


def document_number(mark: str, year: int, number: int) -> str:
    """As GB/T 9704 writes it: the organ's mark, the year in 六角括号, the number without leading zeros."""
    return f"{mark}〔{year}〕{number}号"
