"""What goes in and out of endorsing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from liangze.documents.paper import Box

Record = tuple[str, int]  # (record type, id)


class Opinion(StrEnum):
    """What a signer says. A return signs nothing: it sends the document back with the reason."""

    AGREE = "agree"
    AGREE_WITH_COMMENTS = "agree_with_comments"
    RETURN = "return"


#: As printed in the document, which is Chinese whatever language its reader has chosen for the pages.
PRINTED = {Opinion.AGREE: "同意", Opinion.AGREE_WITH_COMMENTS: "同意（附意见）", Opinion.RETURN: "退回"}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; seat and unit as words, printed into the signature."""

    account_id: int
    name: str
    seat: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Endorsed:
    """One endorsement. key_id  None: nothing was signed, the document was returned. voided  its sheet no longer counts."""

    id: int
    sheet_id: int
    box: str
    role: str
    account_id: int
    name: str
    seat: str
    unit: str
    opinion: Opinion
    comments: str
    at: datetime
    key_id: int | None
    voided: bool

    @property
    def signed(self) -> bool:
        """Whether the document carries this signature."""
        return self.key_id is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record as it is signed. digest  SHA-256 of its newest bytes: what a signer is shown, and what is sent back with the signature."""

    sheet_id: int
    record: Record
    number: int
    original: str
    digest: str
    pages: int
    boxes: Mapping[str, Box]
    laid_out_at: datetime
    voided_at: datetime | None
    void_reason: str
    signatures: tuple[Endorsed, ...]

    @property
    def signed_boxes(self) -> frozenset[str]:
        """The places that carry a signature."""
        return frozenset(each.box for each in self.signatures if each.signed)
