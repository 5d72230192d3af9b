"""Who may read a document: asked of the room whose record it is. A room that has its records signed adds its line."""

from __future__ import annotations

from collections.abc import Callable

from liangze.breakdown.queries.reach import breakdown_of
from liangze.core.errors import NotFound
from liangze.letters.queries.reach import the_letter
from liangze.lists.queries.reach import own_version
from liangze.organisation.policy import Acting
from liangze.problems.queries.listing_reach import the_listing
from liangze.problems.record import LISTING
from liangze.reports.queries.reach import the_report
from liangze.reports.record import RECORD as REPORT
from liangze.review.queries.reach import the_review
from liangze.talks.queries.reach import the_words
from liangze.trust.endorsements import Sheet
from liangze.trust.endorsements.queries import sheet_by_id

#: Record type → function(by, record id) that raises NotFound or NotAllowed for whoever may not read the record.
READERS: dict[str, Callable[[Acting, int], object]] = {
    "lists.version": own_version,
    "letters.letter": lambda by, number: the_letter(number, by),
    "breakdown.breakdown": breakdown_of,
    LISTING: lambda by, number: the_listing(number, by),
    "talks.talk": lambda by, number: the_words(number, by),
    "review.review": lambda by, number: the_review(number, by),
    REPORT: lambda by, number: the_report(number, by),
}


def readable_sheet(sheet_id: int, by: Acting) -> Sheet:
    """The sheet, if its record may be read. Raises NotFound also for one that may not: the two are not told apart."""
    sheet = sheet_by_id(sheet_id)
    kind, number = sheet.record
    reader = READERS.get(kind)
    if reader is None:
        raise NotFound("There is no such document.", remedy="Open the record and choose its document there.")
    reader(by, number)
    return sheet
