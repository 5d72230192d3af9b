"""What all writes of letters share: the record's name, steps, the locked letter, the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from liangze.core.errors import Refusal
from liangze.core.gate import Permit
from liangze.core.letter import LetterStage
from liangze.documents.official import pdf
from liangze.letters.models import Letter, Step
from liangze.letters.queries.candidates import basis_of
from liangze.letters.queries.paper import letter_paper
from liangze.letters.queries.reach import RECORD, RELATED, nothing, readable, staged
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Acting
from liangze.trust.endorsements import lay_out

PREAMBLE_LIMIT = 2000
REASON_LIMIT = 300


def locked(letter_id: int, by: Acting) -> Letter:
    """The letter with its `stage`, held until the transaction ends. Raises NotFound where the person may not know of it."""
    Letter.objects.select_for_update().filter(pk=letter_id).first()
    row = staged(Letter.objects.filter(readable(by), pk=letter_id)).select_related(*RELATED).defer("permit__version__pack").first()
    if row is None:
        raise nothing()
    return row


def demand_basis(issuer: Unit, holder: Post, permits: Sequence[Permit]) -> Permit:
    """The clause that lets the issuer ask the seat, its unit loaded. Raises Refusal with what stands against it, and its clause."""
    answer = basis_of(issuer, holder, permits)
    if not answer or answer.permit is None:
        raise Refusal(answer.why, remedy=answer.remedy, params=answer.params, clause=answer.params.get("clause"))
    return answer.permit


def step(letter: Letter, stage: LetterStage, *, by: Acting, now: datetime, party: str = "", comments: str = "") -> Step:
    """Note what happened."""
    return Step.objects.create(letter=letter, stage=stage, party=party, by_id=by.account_id, at=now, comments=comments)


def put_on_sheet(letter: Letter, *, by: Acting, now: datetime) -> None:
    """Lay the letter out as it is stored, and note that it is issued. An older sheet is voided with its signatures."""
    lay_out(record=(RECORD, letter.pk), rendered=pdf(letter_paper(letter)), by=by, now=now)
    step(letter, LetterStage.ISSUED, by=by, now=now)


def demand_preamble(text: str) -> str:
    """The text without blank ends. Raises Refusal where it is empty or too long."""
    text = text.strip()
    if not text:
        raise Refusal("The common part is empty.", remedy="Write what issuer and holder agree on.", field="preamble")
    if len(text) > PREAMBLE_LIMIT:
        raise Refusal(
            "The common part has more than %(limit)s characters.", remedy="Shorten it; what is to be done stands in list and tasks.",
            field="preamble", params={"limit": PREAMBLE_LIMIT},
        )
    return text


def demand_reason(text: str) -> str:
    """The reason without blank ends. Raises Refusal where it is empty or too long."""
    text = text.strip()
    if not text:
        raise Refusal("The reason is missing.", remedy="Say why; whoever opens the letter later will read it.", field="reason")
    if len(text) > REASON_LIMIT:
        raise Refusal(
            "The reason has more than %(limit)s characters.", remedy="Shorten it.", field="reason", params={"limit": REASON_LIMIT}
        )
    return text
