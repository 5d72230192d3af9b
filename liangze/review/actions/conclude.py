"""Concluding a review, signing it, and taking it up again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import override

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.documents.official import pdf
from liangze.organisation.policy import Acting
from liangze.review.actions.writing import demand_open, locked, words
from liangze.review.models import ConcludedItem, Decision, Review
from liangze.review.queries.concluded import kept
from liangze.review.queries.items import items_of, undecided
from liangze.review.queries.page import RECORD, chair_said, demand_chair
from liangze.review.queries.paper import CHAIR, PRINTED, review_paper
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse, lay_out, sheet_of, void


class Unfinished(Conflict):
    """Items without a decision are left."""


def conclude(*, review_id: int, opinion: str, by: Acting, today: date, now: datetime) -> Review:
    """Conclude a review in which every item is decided: it is laid out to be signed by its chair, and nothing in it changes any more.

    Raises NotFound, NotAllowed, Conflict (concluded already, sitting still to come), Unfinished with how many are missing,
    Refusal on "opinion".
    """
    with transaction.atomic():
        review = locked(review_id, by)
        demand_open(review)
        if by.account_id is None:
            raise NotAllowed("Only a person can hold a review.", remedy="Sign in with an account.")
        said = words(opinion, field="opinion", required=True)
        if review.held_on > today:
            raise Conflict("The sitting is still to come.", remedy="Conclude it on that day or later.")
        with override(PRINTED):
            items = items_of(review, by, today)
        if left := undecided(items):
            raise Unfinished(
                "%(n)s items have no decision yet.", remedy="Decide about each of them, then conclude.", params={"n": len(left)}
            )
        review.concluded_by_id, review.concluded_at, review.opinion = by.account_id, now, said
        review.save(update_fields=["concluded_by", "concluded_at", "opinion"])
        ConcludedItem.objects.bulk_create(kept(review, items))
        lay_out(record=(RECORD, review.pk), rendered=pdf(review_paper(review, items, opinion=said, day=today)), by=by, now=now)
        append(by=by, action="review.review.conclude", thing=review, unit_id=review.unit_id, after={"items": len(items)}, reason=said)
    return review


def sign(*, review_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, now: datetime) -> Endorsed:
    """Sign as the chair. Returned instead, it is taken up again, with the chair's words as the reason.

    shown  digest of the document that was on the screen.  Raises NotFound, NotAllowed unless the person holds the seat, Conflict unless it
    is concluded, Refusal for what stands against the signature itself (trust.endorsements).
    """
    with transaction.atomic():
        review = locked(review_id, by, holder=False)
        demand_chair(review, by)
        sheet = sheet_of((RECORD, review.pk))
        if review.concluded_at is None or review.reopened_at is not None or sheet is None:
            raise Conflict("This review is not waiting for its signature.", remedy="Open it to see how far it has come.")
        if by.account_id is None:
            raise NotAllowed("Only a person can sign.", remedy="Sign in with an account.")
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return the review.", field="opinion")
        if CHAIR in sheet.signed_boxes:
            raise Conflict("This review is signed already.", remedy="To change it, reopen it with a reason.")
        made = endorse(
            record=(RECORD, review.pk), shown=shown, box=CHAIR, role=chair_said(review), opinion=Opinion(opinion), comments=comments,
            passphrase=passphrase, by=by, now=now, signer=Signer(
                account_id=by.account_id, name=review.chair_name or by.name,  # type: ignore[attr-defined]  # annotated
                seat=review.chair.title, unit=review.chair.unit.name,
            ),
        )
        returned = made.opinion is Opinion.RETURN
        append(
            by=by, action="review.review.sign", thing=review, unit_id=review.unit_id, after={"opinion": made.opinion.value},
            reason=comments.strip() if returned else "",
        )
        if returned:
            _again(review, comments.strip(), by, now)
    return made


def reopen(*, review_id: int, reason: str, by: Acting, now: datetime) -> Review:
    """Take a concluded review up again as the next number, with its decisions; the old one and its signature are void, and kept.

    Raises NotFound, NotAllowed, Conflict unless it is concluded, Refusal without reason.
    """
    with transaction.atomic():
        review = locked(review_id, by)
        said = words(reason, field="reason", required=True)
        if review.reopened_at is not None:
            demand_open(review)
        if review.concluded_at is None:
            raise Conflict("This review is still open.", remedy="Change its decisions as they are.")
        return _again(review, said, by, now)


def _again(review: Review, reason: str, by: Acting, now: datetime) -> Review:
    review.reopened_by_id, review.reopened_at, review.reopened_reason = by.account_id, now, reason
    review.save(update_fields=["reopened_by", "reopened_at", "reopened_reason"])
    void(record=(RECORD, review.pk), reason=reason, by=by, now=now)
    made = Review.objects.create(
        unit=review.unit, year=review.year, number=review.number + 1, chair=review.chair, held_on=review.held_on,
        opened_by_id=by.account_id, opened_at=now,
    )
    Decision.objects.bulk_create(
        Decision(
            review=made, obligation_id=row.obligation_id, task_id=row.task_id, verdict=row.verdict, opinion=row.opinion, state=row.state,
            by_id=row.by_id, at=row.at,
        )
        for row in Decision.objects.filter(review=review, replaced_at=None)
    )
    append(
        by=by, action="review.review.reopen", thing=made, unit_id=review.unit_id, before={"review": review.pk},
        after={"review": made.pk, "number": made.number}, reason=reason,
    )
    return made
