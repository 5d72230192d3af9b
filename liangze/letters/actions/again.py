"""Laying a letter out anew: after it was returned, or when the issuer words it otherwise, as long as nobody has signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.core.letter import OPEN, LetterStage
from liangze.core.words import Instrument
from liangze.letters.actions.writing import demand_basis, demand_preamble, locked, put_on_sheet
from liangze.letters.models import Letter
from liangze.letters.queries.contents import Contents
from liangze.letters.queries.reach import RECORD
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting, Permission, demand
from liangze.regulations.models import Permit
from liangze.regulations.queries.permits import permits_over
from liangze.trust.actions import append
from liangze.trust.endorsements import void

LAID_OUT_ANEW = "A newer version was laid out."


def issue_again(*, letter_id: int, preamble: str, by: Acting, today: date, now: datetime) -> Letter:
    """Draw its contents anew from list and tasks, with this common part, on a newer sheet. The older sheet is voided and kept.

    Raises NotFound, NotAllowed, Refusal for the text and where no clause in force permits it any more, Conflict when it carries a
    signature or is withdrawn.
    """
    preamble = demand_preamble(preamble)
    with transaction.atomic():
        letter = locked(letter_id, by)
        demand(by, Permission.LETTER_ISSUE, letter.issuer_unit)
        if LetterStage(letter.stage) not in OPEN:  # type: ignore[attr-defined]  # annotated by staged()
            raise Conflict("This letter is signed or withdrawn.", remedy="Withdraw it with the reason, and issue another.")
        posts = Post.objects.select_related("unit").in_bulk([letter.issuer_post_id, letter.holder_post_id])
        issuer, holder = posts[letter.issuer_post_id], posts[letter.holder_post_id]
        permit = demand_basis(issuer.unit, holder, permits_over(issuer.unit, Instrument.LETTER, today))
        before = {"preamble": letter.preamble, "day": letter.day, "permit": letter.permit_id}
        letter.content = Contents(letter.year, today).of(issuer, holder)
        letter.preamble, letter.day = preamble, today
        if letter.permit_id != permit.number:
            letter.permit = Permit.objects.select_related("clause", "version__regulation").defer("version__pack").get(pk=permit.number)
        letter.save(update_fields=["content", "preamble", "day", "permit"])
        # The same words make the same bytes, and those keep their sheet with what stands on it: the first signer could not sign again.
        void(record=(RECORD, letter.pk), reason=LAID_OUT_ANEW, by=by, now=now)
        put_on_sheet(letter, by=by, now=now)
        append(
            by=by, action="letters.letter.issue_again", thing=letter, unit_id=letter.holder_unit_id, before=before,
            after={"preamble": preamble, "day": today, "permit": letter.permit_id},
        )
    return letter
