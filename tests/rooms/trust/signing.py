"""People and papers to sign with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from liangze.documents.official import pdf
from liangze.documents.paper import Paper, Paragraph, Rendered, SignatureBox
from liangze.trust.endorsements import Opinion, Signer, endorse, lay_out
from liangze.trust.endorsements.keys import Protection, make_key

NOW = datetime(2026, 6, 16, 1, 30, tzinfo=UTC)
PASSPHRASE = "willow-lantern-42"
RECORD = ("letters.letter", 12)


@dataclass(frozen=True)
class By:
    """Somebody who acts."""

    account_id: int | None
    name: str
    address: str | None = None
    request: UUID | None = None


OFFICE = By(1, "市委办公室")
WANG, LI = Signer(7, "王某", "主要负责人", "甲局"), Signer(8, "李某", "副局长", "甲局")


def paper(*texts: str) -> Rendered:
    """A letter with two places to sign."""
    boxes = (SignatureBox("issuer", "签发人"), SignatureBox("holder", "责任人"))
    blocks = tuple(Paragraph(text) for text in texts or ("认真履行责任，抓好落实。",))
    return pdf(Paper("党风廉政建设责任书", blocks, issuer="甲局", signatures=boxes))


def key(signer: Signer = WANG, *, passphrase: str = PASSPHRASE, custody: str = "passphrase", now: datetime = NOW):
    return make_key(signer=signer, protection=Protection(custody, passphrase, passphrase), by=By(signer.account_id, signer.name), now=now)


def laid_out(*texts: str, record=RECORD, now: datetime = NOW):
    return lay_out(record=record, rendered=paper(*texts), by=OFFICE, now=now)


def signed(sheet, signer: Signer = WANG, **changes):
    """Agree in the place of the issuer, unless `changes` say otherwise."""
    given = {
        "record": sheet.record, "shown": sheet.digest, "box": "issuer", "role": "签发人", "opinion": Opinion.AGREE, "comments": "",
        "passphrase": PASSPHRASE, "now": NOW,
    }
    return endorse(signer=signer, by=By(signer.account_id, signer.name), **given | changes)
