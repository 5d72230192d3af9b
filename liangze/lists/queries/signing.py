"""A reviewed list as its signer sees it: the document, and the seat for which the person signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liangze.core.errors import Conflict, NotAllowed
from liangze.core.words import Role
from liangze.lists.models import Stage
from liangze.lists.queries.reach import the_version
from liangze.lists.queries.signers import Seat, signers
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of
from liangze.trust.endorsements import Sheet, sheet_of

RECORD = "lists.version"


@dataclass(frozen=True, slots=True)
class SigningPage:
    """The document and the seat that signs next."""

    id: int
    unit: str
    role_name: str
    year: int
    sheet: Sheet
    seat: Seat


def signing_page(*, version_id: int, by: Acting, today: date) -> SigningPage:
    """Four statements. Raises NotFound; Conflict unless the list waits for signatures; NotAllowed for one who holds no seat that signs."""
    version = the_version(version_id, by)
    sheet = sheet_of((RECORD, version.pk))
    if version.superseded_at is not None or version.stage != Stage.REVIEWED or sheet is None:
        raise Conflict("This list is not waiting for signatures.", remedy="Open the list to see how far it has come.")
    seat = seat_to_sign(signers(version.list, today), by, set(sheet.signed_boxes))
    return SigningPage(version.pk, version.list.unit.name, name_of(Role(version.list.role)), version.list.year, sheet, seat)


def seat_to_sign(seats: tuple[Seat, ...], by: Acting, signed: set[str]) -> Seat:
    """The seat that the person holds and that has not signed yet. Raises NotAllowed."""
    mine = [seat for seat in seats if seat.post_id in by.posts]
    if not mine:
        who = "、".join(seat.title for seat in seats) or "—"
        raise NotAllowed(
            "This list is signed by the holder of the seat that answers for it: %(who)s.", params={"who": who},
            remedy="If you hold that seat, ask the office to enter your appointment.",
        )
    return next((seat for seat in mine if seat.box not in signed), mine[0])
