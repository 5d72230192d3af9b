"""A review as its page shows it, and as its chair signs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from liangze.core.errors import Conflict, NotAllowed
from liangze.core.review import Verdict
from liangze.organisation.policy import Acting
from liangze.review.models import Review
from liangze.review.queries.concluded import concluded_items
from liangze.review.queries.items import Item, items_of
from liangze.review.queries.reach import may_hold, the_review
from liangze.trust.endorsements import Sheet, sheet_of

RECORD = "review.review"
UNDECIDED, PLAIN = "undecided", "plain"


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one regulation, or the tasks. `total` of the whole review, `items` those under the filter."""

    name: str
    items: tuple[Item, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """sums  by decision, "undecided" among them; they add up to total.  plain  how many may be passed in one step.

    holds  may decide, conclude, reopen.  others  other numbers of the same unit and year.
    """

    review: Review
    stage: str  # open, concluded, signed, reopened
    groups: tuple[Group, ...]
    total: int
    sums: dict[str, int]
    plain: int
    wanted: str
    holds: bool
    may_sign: bool
    sheet: Sheet | None
    others: tuple[tuple[int, int], ...]

    @property
    def decided(self) -> int:
        return self.total - self.sums[UNDECIDED]

    @property
    def open(self) -> bool:
        return self.stage == "open"

    @property
    def shown(self) -> int:
        return sum(len(group.items) for group in self.groups)


def review_page(*, review_id: int, by: Acting, as_of: date, wanted: str = "") -> ReviewPage:
    """Seven statements for an open review, four for a concluded one. wanted: "", "undecided", "plain" or a decision.

    Raises NotFound.
    """
    review = the_review(review_id, by)
    items = items_now(review, by, as_of)
    sheet = sheet_of((RECORD, review.pk)) if review.concluded_at else None
    stage = stage_of(review, sheet)
    sums = {UNDECIDED: 0} | dict.fromkeys(map(str, Verdict), 0) | Counter(item.taken.verdict if item.taken else UNDECIDED for item in items)
    return ReviewPage(
        review=review, stage=stage, groups=grouped(items, wanted), total=len(items), sums=sums, wanted=wanted,
        plain=sum(item.plain for item in items), holds=may_hold(by, review.unit), sheet=sheet,
        may_sign=stage == "concluded" and review.chair_id in by.posts, others=tuple((each["id"], each["number"]) for each in review.others),  # type: ignore[attr-defined]  # annotated
    )


def items_now(review: Review, by: Acting, as_of: date) -> tuple[Item, ...]:
    """Live while it is open; as they stood once it is concluded."""
    return concluded_items(review.pk) if review.concluded_at else items_of(review, by, as_of)


def stage_of(review: Review, sheet: Sheet | None) -> str:
    """How far it has come."""
    if review.reopened_at:
        return "reopened"
    if review.concluded_at is None:
        return "open"
    return "signed" if sheet and not sheet.voided_at and sheet.signed_boxes else "concluded"


def grouped(items: Sequence[Item], wanted: str) -> tuple[Group, ...]:
    """By regulation, the tasks last; groups without an item under the filter are left out."""
    found = []
    for name, rows in groupby(items, key=lambda item: item.group):
        each = tuple(rows)
        shown = tuple(item for item in each if _wanted(item, wanted))
        if shown:
            found.append(Group(name, shown, len(each)))
    return tuple(found)


def _wanted(item: Item, wanted: str) -> bool:
    if wanted == PLAIN:
        return item.plain
    if wanted == UNDECIDED:
        return item.taken is None
    return not wanted or (item.taken is not None and item.taken.verdict == wanted)


@dataclass(frozen=True, slots=True)
class SigningPage:
    """The document and the seat that signs it."""

    review: Review
    sheet: Sheet
    role: str


def signing_page(*, review_id: int, by: Acting) -> SigningPage:
    """Three statements. Raises NotFound; Conflict unless it waits for its signature; NotAllowed for whoever is not the chair."""
    review = the_review(review_id, by)
    sheet = sheet_of((RECORD, review.pk))
    if sheet is None or stage_of(review, sheet) not in ("concluded", "signed"):
        raise Conflict("This review is not waiting for its signature.", remedy="Open it to see how far it has come.")
    demand_chair(review, by)
    return SigningPage(review, sheet, chair_said(review))


def demand_chair(review: Review, by: Acting) -> None:
    """Raise NotAllowed unless the person holds the seat of the chair."""
    if review.chair_id not in by.posts:
        raise NotAllowed(
            "This review is signed by its chair: %(who)s.", params={"who": chair_said(review)},
            remedy="If you hold that seat, ask the office to enter your appointment.",
        )


def chair_said(review: Review) -> str:
    return f"{review.chair.unit.name}{review.chair.title}"
