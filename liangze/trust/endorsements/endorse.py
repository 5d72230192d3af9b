"""Endorsing: an opinion, and with it the signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.documents.paper import Box
from liangze.documents.signatures.sign import Credential, Statement, sign
from liangze.trust import models
from liangze.trust.actions import append
from liangze.trust.actor import Actor
from liangze.trust.canonical import digest
from liangze.trust.endorsements.queries import content_of, endorsed
from liangze.trust.endorsements.sheets import alone, keep, use
from liangze.trust.endorsements.unlock import unlock, usable
from liangze.trust.endorsements.values import PRINTED, Endorsed, Opinion, Record, Signer

COMMENTS_LIMIT: Final = 500
LOOK_AGAIN: Final = "Open it again, read the newest version and sign that; what you typed is kept."


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says, checked."""

    box: str
    role: str
    opinion: Opinion
    comments: str


@transaction.atomic
def endorse(
    *, record: Record, shown: str, box: str, role: str, signer: Signer, opinion: Opinion | str, comments: str, passphrase: str, by: Actor,
    now: datetime, quiet: bool = False,
) -> Endorsed:
    """Put the person's opinion under the newest bytes of the record's document; agreeing signs it (PAdES), a return does not.

    shown   the digest that the person was shown: the newest bytes, or an earlier state of the same document to which only
            signatures were added since. Two people who sign at once come one after the other, and both signatures hold.
    box     key of the place signed; a key without a place on a page gives a signature that is not seen there.
    quiet   the comments are for those with need to know: the audit chain gets their digest only.
    Agreeing with words in `comments` is agreeing with comments.
    Raises Refusal, Refusals, Conflict: document changed, void or missing; place signed already; opinion or comments missing; key
    missing, expired, revoked, locked; passphrase wrong. Nothing is half-signed.
    """
    said = _said(box, role, opinion, comments)
    alone(record)
    sheet = _sheet(record, shown, said)
    if said.opinion is Opinion.RETURN:
        return _note(sheet, said, signer, by, now, key=None, after=sheet.digest, quiet=quiet)
    key = usable(signer.account_id, now=now)
    credential = Credential(unlock(key, passphrase, now=now), bytes(key.certificate), _chain(key))
    field = f"LZ-{sheet.number}-{said.box.replace('.', '-')}"  # a dot would mean a field inside another
    signed = sign(content_of(sheet.digest), credential, _statement(said, signer, now), field=field, box=_place(sheet, box))
    kept = keep(signed)
    use(sheet, kept, by)
    before, sheet.digest, sheet.content_id = sheet.digest, kept.sha256, kept.id
    sheet.save(update_fields=["digest", "content"])
    return _note(sheet, said, signer, by, now, key=key, before=before, after=kept.sha256, quiet=quiet)


def _said(box: str, role: str, opinion: Opinion | str, comments: str) -> Said:
    comments, wrong = comments.strip(), []
    try:
        opinion = Opinion(opinion)
    except ValueError:
        remedy = "Choose agree, agree with comments, or return."
        raise Refusals([Refusal("No opinion was chosen.", remedy=remedy, field="opinion")]) from None
    if opinion is Opinion.AGREE and comments:
        opinion = Opinion.AGREE_WITH_COMMENTS
    if opinion is not Opinion.AGREE and not comments:
        remedy = "Say what must be changed." if opinion is Opinion.RETURN else "Write your comments, or choose agree."
        wrong.append(Refusal("The comments are missing.", remedy=remedy, field="comments"))
    if len(comments) > COMMENTS_LIMIT:
        params = {"limit": COMMENTS_LIMIT}
        wrong.append(Refusal("The comments are longer than %(limit)s characters.", remedy="Shorten them.", field="comments", params=params))
    if wrong:
        raise Refusals(wrong)
    return Said(box, role[:60], opinion, comments)


def _sheet(record: Record, shown: str, said: Said) -> models.Sheet:
    rows = models.Sheet.objects.select_for_update().filter(record_type=record[0], record_id=record[1])
    sheet = rows.order_by("-number").first()
    if sheet is None:
        raise Refusal("There is no document to sign yet.", remedy="It must be laid out first by whoever prepares it.")
    if sheet.voided_at is not None:
        raise Conflict("The document is void: it no longer counts.", remedy="Wait for its next version, then sign that.")
    states = {sheet.original, sheet.digest, *sheet.endorsements.values_list("after", flat=True)}
    if shown not in states:
        raise Conflict("The document was changed since it was shown to you; nothing was signed.", remedy=LOOK_AGAIN, field="shown")
    taken = sheet.endorsements.filter(box=said.box, key__isnull=False).first()
    if taken:
        params = {"name": taken.name, "at": f"{timezone.localtime(taken.at):%Y-%m-%d %H:%M}"}
        raise Conflict(
            "This place was signed already by %(name)s at %(at)s.", remedy="Open the document to see its signatures.", field="box",
            params=params,
        )
    return sheet


def _statement(said: Said, signer: Signer, now: datetime) -> Statement:
    return Statement(
        signer.name, said.role, PRINTED[said.opinion], timezone.localtime(now), said.comments, signer.seat, signer.unit
    )


def _place(sheet: models.Sheet, box: str) -> Box | None:
    if box not in sheet.boxes:
        return None
    page, *place = sheet.boxes[box]
    return Box(int(page), *place)


def _chain(key: models.SigningKey) -> tuple[bytes, ...]:
    if key.authority is not None:
        return (bytes(key.authority.certificate),)
    return tuple(bytes.fromhex(each) for each in key.chain)


def _note(
    sheet: models.Sheet, said: Said, signer: Signer, by: Actor, now: datetime, *, key: models.SigningKey | None, after: str,
    before: str = "", quiet: bool = False,
) -> Endorsed:
    row = models.Endorsement.objects.create(
        sheet=sheet, box=said.box, role=said.role, account_id=signer.account_id, name=signer.name[:60], seat=signer.seat[:120],
        unit=signer.unit[:120], opinion=said.opinion, comments=said.comments, at=now, key=key, before=before or after, after=after,
    )
    fields = {
        "record": f"{sheet.record_type} {sheet.record_id}", "box": said.box, "role": said.role, "opinion": said.opinion,
        "comments": digest({"content": said.comments}).hex() if quiet else said.comments, "key": key.serial if key else "", "digest": after,
    }
    if key:
        append(by=by, action="trust.endorsement.sign", thing=row, after=fields)
    else:
        append(by=by, action="trust.endorsement.return", thing=row, after=fields)
    return endorsed(row, voided=False)
