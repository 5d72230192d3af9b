"""What the verbs of the room share: the review they change, locked; words that may not be empty or too long."""

from __future__ import annotations

from liangze.core.errors import Conflict, Refusal
from liangze.organisation.policy import Acting
from liangze.review.models import Review
from liangze.review.queries.reach import demand_holder, nothing, reviews_for

LIMIT = 500


def locked(review_id: int, by: Acting, *, holder: bool = True) -> Review:
    """The review, locked until the transaction ends. Raises NotFound; NotAllowed unless the person may hold it (`holder`)."""
    review = reviews_for(by).select_for_update(of=("self",)).filter(pk=review_id).first()
    if review is None:
        raise nothing()
    if holder:
        demand_holder(by, review.unit)
    return review


def demand_open(review: Review) -> None:
    """Raise Conflict when the review is concluded: nothing in it changes any more."""
    if review.reopened_at is not None:
        raise Conflict("This review was reopened: a newer one has taken its place.", remedy="Open the newest review of the unit.")
    if review.concluded_at is not None:
        remedy = "Reopen it, with the reason, to change a decision."
        raise Conflict("This review is concluded: nothing in it changes any more.", remedy=remedy)


def words(text: str, *, field: str, required: bool) -> str:
    """The text without blanks around it. Raises Refusal when it is missing though required, or too long."""
    text = text.strip()
    if required and not text:
        what = "The reason is missing." if field == "reason" else "The opinion is missing."
        raise Refusal(what, remedy="Say it in a few words: it stays on record.", field=field)
    if len(text) > LIMIT:
        raise Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": LIMIT})
    return text
