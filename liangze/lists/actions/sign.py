"""Signing a reviewed list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import NotAllowed, Refusal
from liangze.lists.actions.procedure import RECORD
from liangze.lists.actions.writing import demand_stage, locked, step
from liangze.lists.models import Stage
from liangze.lists.queries.signers import signers
from liangze.lists.queries.signing import seat_to_sign
from liangze.organisation.policy import Acting
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse, sheet_of, void


def sign(
    *, version_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, now: datetime
) -> Endorsed:
    """Sign as the holder of a seat that answers for the list, or return it. When every seat has signed, the list is signed.

    shown  digest of the document that was on the screen.  Raises NotFound, NotAllowed unless the person holds such a seat,
    Conflict at another stage, Refusal for what stands against the signature itself (see trust.endorsements).
    """
    with transaction.atomic():
        version, stage = locked(version_id, by, None)
        demand_stage(stage, Stage.REVIEWED)
        seats = signers(version.list, timezone.localtime(now).date())
        seat = seat_to_sign(seats, by, signed_by(version.pk))
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return the list.", field="opinion")
        given = Opinion(opinion)
        if by.account_id is None:
            raise NotAllowed("Only a person can sign.", remedy="Sign in with an account.")
        made = endorse(
            record=(RECORD, version.pk), shown=shown, box=seat.box, role=seat.title,
            signer=Signer(account_id=by.account_id, name=seat.name or by.name, seat=seat.title, unit=seat.unit), opinion=given,
            comments=comments, passphrase=passphrase, by=by, now=now,
        )
        if given is Opinion.RETURN:
            step(version, Stage.RETURNED, by=by, now=now, opinion=given, comments=comments.strip())
            void(record=(RECORD, version.pk), reason=comments, by=by, now=now)  # with it what others had signed: the list changes now
        elif {each.box for each in seats} <= signed_by(version.pk):
            step(version, Stage.SIGNED, by=by, now=now, opinion=given, comments=comments.strip())
        append(
            by=by, action="lists.version.sign", thing=version, unit_id=version.list.unit_id,
            after={"seat": seat.post_id, "opinion": given.value}, reason=comments.strip() if given is Opinion.RETURN else "",
        )
    return made


def signed_by(version_id: int) -> set[str]:
    """Boxes of the newest sheet that carry a signature in force."""
    sheet = sheet_of((RECORD, version_id))
    return {each.box for each in sheet.signatures if each.signed and not each.voided} if sheet else set()
