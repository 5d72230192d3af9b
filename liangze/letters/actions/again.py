"""Laying a letter out anew: after it was returned, or when the issuer words it otherwise, as long as nobody has signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict
from liangze.core.letter import OPEN, LetterStage
from liangze.letters.actions.writing import demand_preamble, locked, put_on_sheet
from liangze.letters.models import Letter
from liangze.letters.queries.contents import Contents
from liangze.organisation.models import Post
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append


def issue_again(*, letter_id: int, preamble: str, by: Acting, today: date, now: datetime) -> Letter:
    """Draw its contents anew from list and tasks, with this common part, on a newer sheet. The older sheet is voided and kept.

    Raises NotFound, NotAllowed, Refusal for the text, Conflict when it carries a signature or is withdrawn.
    """
    preamble = demand_preamble(preamble)
    with transaction.atomic():
        letter = locked(letter_id, by)
        demand(by, Permission.LETTER_ISSUE, letter.issuer_unit)
        if LetterStage(letter.stage) not in OPEN:  # type: ignore[attr-defined]  # annotated by staged()
            raise Conflict("This letter is signed or withdrawn.", remedy="Withdraw it with the reason, and issue another.")
        posts = Post.objects.select_related("unit").in_bulk([letter.issuer_post_id, letter.holder_post_id])
        before = {"preamble": letter.preamble, "day": letter.day}
        letter.content = Contents(letter.year, today).of(posts[letter.issuer_post_id], posts[letter.holder_post_id])
        letter.preamble, letter.day = preamble, today
        letter.save(update_fields=["content", "preamble", "day"])
        put_on_sheet(letter, by=by, now=now)
        append(
            by=by, action="letters.letter.issue_again", thing=letter, unit_id=letter.holder_unit_id, before=before,
            after={"preamble": preamble, "day": today},
        )
    return letter
