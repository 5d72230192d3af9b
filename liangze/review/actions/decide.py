"""Deciding about items, one at a time or those without any doubt in one step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal
from liangze.core.review import Verdict, allowed, needs_opinion
from liangze.organisation.policy import Acting
from liangze.review.actions.writing import demand_open, locked, words
from liangze.review.models import Decision, Review
from liangze.review.queries.items import Item, items_of
from liangze.review.words import OBLIGATION, verdict_name
from liangze.trust.actions import append

OTHER = "Leave this item to somebody else who may hold the review."


class DecidedMeanwhile(Conflict):
    """Somebody else decided about the item since the form was shown; nothing was written over it."""


def decide(
    *, review_id: int, key: str, verdict: str, opinion: str, seen: int, by: Acting, today: date, now: datetime
) -> Decision:
    """Decide about one item; an earlier decision is replaced, and kept.

    key  of the item ("o12", "t7").  seen  id of the decision that was shown with the form, 0 for none.
    Raises NotFound, NotAllowed (also for whoever did, recorded or answers for the item), Conflict when the review is concluded,
    DecidedMeanwhile, Refusal on "verdict" and "opinion".
    """
    with transaction.atomic():
        review = locked(review_id, by)
        demand_open(review)
        item = next((each for each in items_of(review, by, today) if each.key == key), None)
        if item is None:
            raise NotFound("This is no item of the review, or no longer.", remedy="Reload the page of the review.")
        if item.near or by.account_id is None:
            raise NotAllowed(item.near or "Only a person can decide.", remedy=OTHER)
        if seen != item.seen:
            raise _meanwhile(item)
        chosen = _chosen(verdict, item)
        said = words(opinion, field="opinion", required=needs_opinion(chosen))
        made = _write(review, item, chosen, said, by, now)
        append(
            by=by, action="review.item.decide", thing=made, unit_id=review.unit_id,
            before=_fields(item), after={"item": key, "verdict": chosen.value, "state": item.state}, reason=said,
        )
    return made


def pass_all(*, review_id: int, keys: Collection[str], by: Acting, today: date, now: datetime) -> int:
    """Pass the items that were shown, all of them done on time and without any doubt; how many.

    Raises NotFound, NotAllowed, Conflict when one of them is no longer so (then none is passed); Refusal without items.
    """
    with transaction.atomic():
        review = locked(review_id, by)
        demand_open(review)
        if not keys:
            raise Refusal("There is no item to be passed.", remedy="Decide about the others one by one.")
        fit = {item.key: item for item in items_of(review, by, today) if item.plain}
        missing = set(keys) - set(fit)
        if missing or by.account_id is None:
            raise Conflict(
                "%(n)s of these items changed meanwhile, or somebody else decided about them; none was passed.",
                remedy="Look at the list again, then pass those that are left.", params={"n": len(missing)},
            )
        for key in keys:
            _write(review, fit[key], Verdict.PASSED, "", by, now)
        append(
            by=by, action="review.item.pass_all", thing=review, unit_id=review.unit_id,
            after={"items": sorted(keys), "verdict": Verdict.PASSED.value},
        )
    return len(keys)


def _chosen(verdict: str, item: Item) -> Verdict:
    if verdict not in set(Verdict):
        raise Refusal("No decision is chosen.", remedy="Choose one of those offered for the item.", field="verdict")
    chosen = Verdict(verdict)
    if chosen not in allowed(item.standing):
        raise Refusal(
            "“%(verdict)s” does not go with an item that stands at “%(state)s”.", remedy="Choose one of those offered for the item.",
            field="verdict", params={"verdict": verdict_name(chosen), "state": item.state_name},
        )
    return chosen


def _meanwhile(item: Item) -> DecidedMeanwhile:
    taken = item.taken or item.lapsed
    if taken is None:
        return DecidedMeanwhile("The decision shown to you is gone.", remedy="Look at the item and decide again; what you typed is kept.")
    return DecidedMeanwhile(
        "%(name)s decided about this item meanwhile: %(verdict)s.", params={"name": taken.by, "verdict": taken.name},
        remedy="Nothing was written over it. If you still see it otherwise, decide again; what you typed is kept.",
    )


def _write(review: Review, item: Item, verdict: Verdict, opinion: str, by: Acting, now: datetime) -> Decision:
    about = {"obligation_id": item.id} if item.kind == OBLIGATION else {"task_id": item.id}
    Decision.objects.filter(review=review, replaced_at=None, **about).update(replaced_at=now)
    return Decision.objects.create(review=review, verdict=verdict, opinion=opinion, state=item.state, by_id=by.account_id, at=now, **about)


def _fields(item: Item) -> dict[str, str] | None:
    taken = item.taken or item.lapsed
    return {"item": item.key, "verdict": taken.verdict, "opinion": taken.opinion} if taken else None
