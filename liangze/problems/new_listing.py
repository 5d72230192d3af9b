"""A listing as its issuer writes it, before it is numbered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewListing:
    """Who supervises whom over what, until when, and who may know.

    mark         the organ's mark before the number, e.g. 云督.  signer_id  the seat of the issuer that signs the de-listing.
    problem_ids  the open problems of the unit, or of its offices, that it is about; none where it is about a matter.
    scope        a word of liangze.core.listed.ListingScope.
    """

    issuer_id: int
    unit_id: int
    mark: str
    title: str
    matter: str
    due: date | None
    scope: str
    signer_id: int | None
    problem_ids: tuple[int, ...] = ()
