"""What must hold for a new listing. Each check says the field, what is wrong and what to do; all are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from liangze.core.errors import Refusal
from liangze.core.listed import ListingScope, ListingState
from liangze.core.problem import ENDED
from liangze.organisation.models import Unit
from liangze.problems.models import Problem
from liangze.problems.new_listing import NewListing
from liangze.problems.queries.listing_reach import signers

TITLE_LIMIT, MATTER_LIMIT, MARK_LIMIT = 120, 2000, 14
NO_MARK = frozenset("〔〕[]()（）0123456789")


def listing_objections(new: NewListing, unit: Unit, problems: Sequence[Problem], today: date) -> list[Refusal]:
    """All that stands against the listing, in the order of the form."""
    return [*check_texts(new), *check_limit(new, today), *check_words(new), *check_problems(new, unit, problems)]


def check_texts(new: NewListing) -> Iterator[Refusal]:
    mark = new.mark.strip()
    if not mark or len(mark) > MARK_LIMIT or NO_MARK & set(mark):
        yield Refusal(
            "The mark before the number is missing or is none.", field="mark",
            remedy="Write the organ's mark alone, without year and number: they are given out here.",
        )
    for field, text, limit in (("title", new.title, TITLE_LIMIT), ("matter", new.matter, MATTER_LIMIT)):
        if not text.strip():
            yield Refusal("It is not said what is supervised.", remedy="Say what is to be resolved, and when it counts so.", field=field)
        elif len(text.strip()) > limit:
            yield Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit})


def check_limit(new: NewListing, today: date) -> Iterator[Refusal]:
    if new.due is None or new.due < today:
        yield Refusal("The limit is missing or has passed already.", remedy="Give a day that is still to come.", field="due")


def check_words(new: NewListing) -> Iterator[Refusal]:
    if new.scope not in set(ListingScope):
        yield Refusal("No circle is chosen.", remedy="Choose who shall see the listing.", field="scope")
    if not signers([new.issuer_id]).filter(pk=new.signer_id or 0).exists():
        yield Refusal("No seat is chosen.", remedy="Choose the seat of the issuer that signs the de-listing.", field="signer")


def check_problems(new: NewListing, unit: Unit, problems: Sequence[Problem]) -> Iterator[Refusal]:
    if len(problems) < len(set(new.problem_ids)):
        yield Refusal("A problem is not among those that you may read.", remedy="Choose from the list.", field="problems")
    for each in problems:
        named = {"problem": str(each), "due": each.due}
        if not each.unit.path.startswith(unit.path):
            yield Refusal("“%(problem)s” is not a problem of this unit.", remedy="Take it out.", field="problems", params=named)
        elif each.standing in ENDED:
            yield Refusal("“%(problem)s” is closed.", remedy="Take it out, or open it again first.", field="problems", params=named)
        elif each.listings.exclude(standing=ListingState.DELISTED).exists():
            yield Refusal("“%(problem)s” is listed already.", remedy="Take it out.", field="problems", params=named)
        elif new.due and each.due > new.due:
            yield Refusal(
                "“%(problem)s” is due after the limit, on %(due)s.", remedy="Choose a limit that is not before it.", field="due",
                params=named,
            )
