"""Listed supervision: issued with its number, reported on, extended with approval, ended only by resolution and signature."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.listed import AFTER, ListingState, ListingStep, may_follow
from liangze.core.problem import ENDED, ProblemState
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.problems.actions.writing import words
from liangze.problems.listing_checks import listing_objections
from liangze.problems.models import Listing, ListingStepTaken
from liangze.problems.new_listing import NewListing
from liangze.problems.queries.listing_reach import demand_answers, demand_supervisor, issuers, listings_for, nothing
from liangze.problems.queries.reach import problems_for
from liangze.problems.rules import LISTED
from liangze.trust.actions import append


def issue_listing(*, new: NewListing, by: Acting, today: date, now: datetime) -> Listing:
    """Put a unit under listed supervision; the number is the issuer's next of the year.

    Raises NotFound, NotAllowed (also over one's own unit), Refusals with everything that is wrong.
    """
    with transaction.atomic():
        unit = Unit.objects.filter(pk=new.unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Choose the unit from the list.")
        if by.account_id is None or new.issuer_id not in issuers(by, unit):
            raise NotAllowed(
                "You may not put %(unit)s under listed supervision.", params={"unit": unit.name},
                remedy="The office or discipline organ of the level above does, never the unit itself.", clause=LISTED,
            )
        issuer = Unit.objects.select_for_update().get(pk=new.issuer_id)  # its numbers are given out one after the other
        problems = list(problems_for(by).select_for_update(of=("self",)).filter(pk__in=new.problem_ids).order_by("-pk"))
        if wrong := listing_objections(new, unit, problems, today):
            raise Refusals(wrong)
        last = Listing.objects.filter(issuer=issuer, year=today.year).aggregate(last=Max("number"))["last"] or 0
        made = Listing.objects.create(
            issuer=issuer, unit=unit, year=today.year, number=last + 1, mark=new.mark.strip(), title=new.title.strip(),
            matter=new.matter.strip(), scope=new.scope, standing=ListingState.IN_FORCE, due=new.due or today, signer_id=new.signer_id,
            issued_on=today,
        )
        made.problems.set(problems)
        take_listing_step(made, ListingStep.ISSUED, by=by, today=today, now=now, due=made.due)
    return made


def report_progress(*, listing_id: int, said: str, by: Acting, today: date, now: datetime) -> ListingStepTaken:
    """The unit says how far it has come. Raises NotFound, NotAllowed, Conflict, Refusal on "said"."""
    with transaction.atomic():
        listing = locked_listing(listing_id, by)
        demand_answers(listing, by)
        demand_step(listing, ListingStep.PROGRESS)
        text = words(said, field="said")
        return take_listing_step(listing, ListingStep.PROGRESS, by=by, today=today, now=now, said=text)


def ask_listing_extension(*, listing_id: int, due: date | None, reason: str, by: Acting, today: date, now: datetime) -> ListingStepTaken:
    """The unit asks for a later limit. Raises NotFound, NotAllowed, Conflict when one waits, Refusal on "due" and "reason"."""
    with transaction.atomic():
        listing = locked_listing(listing_id, by)
        demand_answers(listing, by)
        demand_step(listing, ListingStep.EXTENSION_ASKED)
        if listing.asked_due is not None:
            raise Conflict("An extension has been asked for and waits to be decided.", remedy="Wait for the decision.")
        if due is None or due <= listing.due or due < today:
            raise Refusal(
                "A later deadline comes after the present one, %(due)s.", remedy="Choose a later day.", field="due",
                params={"due": listing.due},
            )
        said = words(reason, field="reason")
        listing.asked_due = due
        return take_listing_step(listing, ListingStep.EXTENSION_ASKED, by=by, today=today, now=now, said=said, due=due)


def decide_listing_extension(
    *, listing_id: int, grant: bool, said: str, seen: date | None, by: Acting, today: date, now: datetime
) -> ListingStepTaken:
    """Grant the limit that was on the screen (`seen`, its day), or refuse it with reasons.

    Raises as the others; NotAllowed also for whoever asked; Conflict also when another limit has been asked for meanwhile.
    """
    with transaction.atomic():
        listing = locked_listing(listing_id, by)
        demand_supervisor(listing, by)
        asked = listing.steps.filter(kind=ListingStep.EXTENSION_ASKED).order_by("-pk").first()
        if listing.asked_due is None or asked is None or seen != listing.asked_due:
            raise Conflict("This extension no longer waits to be decided.", remedy="Open the listing again to see what became of it.")
        if asked.by_id == by.account_id:
            raise NotAllowed("Nobody decides about an extension that they asked for.", remedy="Leave it to somebody else of the issuer.")
        kind = ListingStep.EXTENDED if grant else ListingStep.EXTENSION_REFUSED
        demand_step(listing, kind)
        text, day = words(said, field="said", required=not grant), listing.asked_due
        listing.asked_due = None
        if grant:
            listing.due = day
        return take_listing_step(listing, kind, by=by, today=today, now=now, said=text, due=day)


def locked_listing(listing_id: int, by: Acting) -> Listing:
    """The listing, locked until the transaction ends. Raises NotFound."""
    row = listings_for(by).select_for_update(of=("self",)).filter(pk=listing_id).first()
    if row is None:
        raise nothing()
    return row


def demand_step(listing: Listing, step: ListingStep) -> None:
    """Raise Conflict when the step cannot be taken by now; ending names the problems that are still open."""
    problems = list(listing.problems.order_by("pk"))
    if may_follow(ListingState(listing.standing), step, [ProblemState(each.standing) for each in problems]):
        return
    left = [each for each in problems if each.standing not in ENDED]
    if left and step in (ListingStep.PROPOSED, ListingStep.DELISTED):
        raise Conflict(
            "A listing ends only when its problems are closed; still open: %(problems)s.", clause=LISTED,
            params={"problems": "；".join(map(str, left[:5]))}, remedy="Close them out first, or decide about an extension.",
        )
    raise Conflict("This cannot be done at this stage of the listing.", remedy="Open it again to see how far it has come.")


def take_listing_step(
    listing: Listing, kind: ListingStep, *, by: Acting, today: date, now: datetime, said: str = "", due: date | None = None
) -> ListingStepTaken:
    """Write the step, what it makes of the listing, and the audit entry, in the caller's transaction. The listing is locked."""
    step = ListingStepTaken.objects.create(listing=listing, kind=kind, on=today, at=now, by_id=by.account_id, words=said, due=due)
    before = listing.standing
    listing.standing = AFTER.get(kind, ListingState(listing.standing))
    listing.ended_on = today if kind is ListingStep.DELISTED else None
    listing.save()
    append(
        by=by, action=f"problems.listing.{kind.value}", thing=listing, unit_id=listing.unit_id, before={"standing": before},
        after={"step": step.pk, "standing": listing.standing, "due": listing.due, "asked": due}, reason=said,
    )
    return step
