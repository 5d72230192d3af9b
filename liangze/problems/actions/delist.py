"""Ending a listing: proposed when everything on it is closed, signed by the issuer's seat."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.listed import ListingState, ListingStep
from liangze.documents.official import pdf
from liangze.organisation.policy import Acting
from liangze.problems.actions.listing import demand_step, locked_listing, take_listing_step
from liangze.problems.actions.writing import words
from liangze.problems.models import Listing
from liangze.problems.queries.listing_paper import SIGNER, listing_paper
from liangze.problems.queries.listing_reach import demand_supervisor
from liangze.problems.record import LISTING
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse, lay_out, sheet_of, void


def propose_delisting(*, listing_id: int, said: str, by: Acting, today: date, now: datetime) -> Listing:
    """Say how it was resolved and lay it out to be signed.

    Raises NotFound, NotAllowed, Conflict while a problem on it is open or an extension waits, Refusal on "said".
    """
    with transaction.atomic():
        listing = locked_listing(listing_id, by)
        demand_supervisor(listing, by)
        hold_problems(listing)
        demand_step(listing, ListingStep.PROPOSED)
        if listing.asked_due is not None:
            raise Conflict("An extension has been asked for and waits to be decided.", remedy="Decide about it first.")
        text = words(said, field="said")
        take_listing_step(listing, ListingStep.PROPOSED, by=by, today=today, now=now, said=text)
        lay_out(record=(LISTING, listing.pk), rendered=pdf(listing_paper(listing, day=today, resolved=text)), by=by, now=now)
    return listing


def sign_delisting(
    *, listing_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, today: date, now: datetime
) -> Endorsed:
    """Sign as the seat named: the supervision ends; returned instead, it goes on.

    shown  digest of the document that was on the screen.  Raises NotFound; NotAllowed unless the person holds the seat; Conflict unless it
    waits, or when a problem was opened again meanwhile; Refusal for what stands against the signature itself (trust.endorsements).
    """
    with transaction.atomic():
        listing = locked_listing(listing_id, by)
        demand_signer(listing, by)
        if listing.standing != ListingState.TO_SIGN or sheet_of((LISTING, listing.pk)) is None:
            raise Conflict("This listing does not wait for its signature.", remedy="Open it to see how far it has come.")
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return it.", field="opinion")
        given = Opinion(opinion)
        kind = ListingStep.RETURNED if given is Opinion.RETURN else ListingStep.DELISTED
        hold_problems(listing)
        demand_step(listing, kind)
        made = endorse(
            record=(LISTING, listing.pk), shown=shown, box=SIGNER, role=signer_said(listing), opinion=given, comments=comments,
            passphrase=passphrase, by=by, now=now,
            signer=Signer(account_id=by.account_id or 0, name=by.name, seat=listing.signer.title, unit=listing.signer.unit.name),
        )
        take_listing_step(listing, kind, by=by, today=today, now=now, said=comments.strip())
        if given is Opinion.RETURN:
            void(record=(LISTING, listing.pk), reason=comments.strip(), by=by, now=now)
        append(
            by=by, action="problems.listing.sign", thing=listing, unit_id=listing.unit_id, after={"opinion": given.value},
            reason=comments.strip() if given is Opinion.RETURN else "",
        )
    return made


def hold_problems(listing: Listing) -> None:
    """Lock what stands on it until the transaction ends: whoever opens one again now waits, or has done so and is seen.

    Parts before their whole, as those who open a part again do.
    """
    list(listing.problems.select_for_update(of=("self",)).order_by("-pk").values_list("pk", flat=True))


def demand_signer(listing: Listing, by: Acting) -> None:
    """Raise NotAllowed unless the person holds the seat that signs."""
    if by.account_id is None or listing.signer_id not in by.posts:
        raise NotAllowed(
            "The de-listing is signed by %(who)s.", params={"who": signer_said(listing)},
            remedy="If you hold that seat, ask the office to enter your appointment.",
        )


def signer_said(listing: Listing) -> str:
    return f"{listing.signer.unit.name}{listing.signer.title}"
