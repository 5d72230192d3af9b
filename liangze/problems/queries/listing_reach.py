"""Who may read a listing, issue one, answer for it. The one place that decides it."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q, QuerySet

from liangze.core.errors import NotAllowed, NotFound
from liangze.core.listed import ListingScope
from liangze.core.words import Role
from liangze.organisation.models import Post, Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.policy.acting import in_force
from liangze.problems.models import Listing
from liangze.problems.queries.reach import is_own
from liangze.problems.rules import LISTED
from liangze.trust import clock

#: Seats that may sign a de-listing.
SIGNERS = (Role.PRINCIPAL, Role.MEMBER, Role.DISCIPLINE_PRINCIPAL)


def readable(by: Acting) -> Q:
    """Listings within reach, of the issuer or of the unit; those published to a circle of which the person is; those they sign."""
    seen = visible(by, Permission.LISTING_READ, "unit__path") | visible(by, Permission.LISTING_READ, "issuer__path")
    above = {int(held.path[i : i + SEGMENT]) for held in by.grants for i in range(0, len(held.path), SEGMENT)}
    parents = {int(held.path[-2 * SEGMENT : -SEGMENT]) for held in by.grants if len(held.path) > SEGMENT}
    seen |= Q(unit__in={held.unit_id for held in by.grants})
    seen |= Q(scope=ListingScope.LEVEL, unit__parent__in=parents) | Q(scope=ListingScope.BELOW, issuer__in=above)
    return seen | Q(signer__in=by.posts) | Q(problems__post__in=by.posts) if by.posts else seen


def listings_for(by: Acting) -> QuerySet[Listing]:
    """Those that the person may read, each once."""
    found = Listing.objects.filter(readable(by)).values("pk")
    return Listing.objects.filter(pk__in=found).select_related("issuer", "unit", "signer__unit")


def the_listing(number: int, by: Acting) -> Listing:
    """Raises NotFound when there is none or it may not be known. One statement."""
    row = listings_for(by).filter(pk=number).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such listing among those that you may read.", remedy="Look for it in listed supervision.")


def issuers(by: Acting, unit: Unit) -> list[int]:
    """The units from which the person may put the unit under listed supervision: never the unit itself."""
    found: list[int] = []
    stationed = any(
        held.origin == "stationing" and may(replace(by, grants=(held,)), Permission.LISTING_ISSUE, unit) for held in by.grants
    )
    for held in by.grants:
        if held.origin != "grant" or held.unit_id == unit.pk or held.unit_id in found:
            continue
        alone = replace(by, grants=(held,))
        if may(alone, Permission.LISTING_ISSUE, unit) or (stationed and may(alone, Permission.LISTING_ISSUE, None)):
            found.append(held.unit_id)
    return found


def may_issue(by: Acting, unit: Unit) -> bool:
    return by.account_id is not None and bool(issuers(by, unit))


def supervises(listing: Listing, by: Acting) -> bool:
    """Whether the person acts for the issuer: from the issuer or above it, and is not one of the unit's own people."""
    if by.account_id is None or is_own(by, listing.unit, listing.issuer):
        return False
    return bool(issuers(by, listing.unit)) and any(listing.issuer.path.startswith(held.path) for held in by.grants)


def demand_supervisor(listing: Listing, by: Acting) -> None:
    if not supervises(listing, by):
        raise NotAllowed(
            "A listing is decided about by its issuer: %(unit)s.", params={"unit": listing.issuer.name},
            remedy="Ask its office or discipline organ.", clause=LISTED,
        )


def answers(listing: Listing, by: Acting) -> bool:
    """Whether the person acts for the unit supervised: its recorders, and the seats that answer for its problems."""
    if by.account_id is None:
        return False
    return bool(may(by, Permission.PROBLEM_ANSWER, listing.unit)) or (
        bool(by.posts) and listing.problems.filter(post__in=by.posts).exists()
    )


def demand_answers(listing: Listing, by: Acting) -> None:
    if not answers(listing, by):
        raise NotAllowed(
            "Progress is reported by %(unit)s.", params={"unit": listing.unit.name}, remedy="Ask the liaison of that unit."
        )


def signers(issuer_ids: list[int]) -> QuerySet[Post]:
    """Seats of the issuers that may sign."""
    return Post.objects.filter(in_force(clock.today()), unit__in=issuer_ids, role__in=SIGNERS).select_related("unit").order_by(
        "unit__path", "position", "code"
    )
