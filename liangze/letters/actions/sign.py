"""Signing a letter, or sending it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.letter import LetterOrder, LetterParty, LetterStage, after_signing, turn
from liangze.core.words import ActKind
from liangze.duties.actions import NewDeed, record_deeds
from liangze.letters.actions.writing import locked, step
from liangze.letters.models import Letter
from liangze.letters.queries.reach import RECORD, person_of
from liangze.organisation.policy import Acting
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Signer, endorse

#: What a signed letter is as a deed of its issuer: what duties that ask for letters are matched with.
TOPIC = "responsibility-letter"


def sign(*, letter_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, now: datetime) -> Endorsed:
    """Sign as the holder or the issuer whose turn it is, or return it. With both signatures it counts as a deed of the issuer's seat.

    shown  digest of the document that was on the screen.  Raises NotFound; NotAllowed for whoever is not named in the letter, or has left
    the seat; Conflict out of turn or at another stage; Refusal for what stands against the signature itself (trust.endorsements).
    """
    with transaction.atomic():
        letter = locked(letter_id, by)
        party = demand_turn(letter, by)
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return the letter.", field="opinion")
        given = Opinion(opinion)
        unit, post, person = _of(letter, party)
        made = endorse(
            record=(RECORD, letter.pk), shown=shown, box=party.value, role=post.title, opinion=given, comments=comments, by=by, now=now,
            passphrase=passphrase, signer=Signer(account_id=by.account_id or 0, name=person.name, seat=post.title, unit=unit.name),
        )
        stage = LetterStage.RETURNED if given is Opinion.RETURN else after_signing(LetterStage(letter.stage))  # type: ignore[attr-defined]
        step(letter, stage, by=by, now=now, party=party.value, comments=comments.strip())
        append(
            by=by, action="letters.letter.sign", thing=letter, unit_id=letter.holder_unit_id,
            after={"party": party.value, "opinion": given.value, "stage": stage.value},
            reason=comments.strip() if given is Opinion.RETURN else "",
        )
        if stage is LetterStage.SIGNED:
            _emit(letter, by, now)
    return made


def demand_turn(letter: Letter, by: Acting) -> LetterParty:
    """The party that the person signs as now. `letter` comes with its stage."""
    stage = LetterStage(letter.stage)  # type: ignore[attr-defined]  # annotated by staged()
    party = turn(stage, LetterOrder(letter.order))
    mine = parties_of(letter, by)
    if not mine:
        raise NotAllowed(
            "This letter is signed by %(holder)s and %(issuer)s themselves.",
            params={"holder": letter.holder_person.name, "issuer": letter.issuer_person.name},
            remedy="If you are one of them, your account must be tied to your person and you must still hold the seat.",
        )
    if party is None:
        raise Conflict("This letter does not wait for a signature.", remedy="Open it to see how far it is.")
    if party not in mine:
        first = _of(letter, party)[2].name
        raise Conflict(
            "It is the turn of %(name)s to sign.", remedy="You will find it in my work when it is yours.", params={"name": first}
        )
    return party


def parties_of(letter: Letter, by: Acting) -> tuple[LetterParty, ...]:
    """As what the person can sign it: named in it, and in the seat today. One statement."""
    me = person_of(by)
    if me is None:
        return ()
    found = []
    for party in LetterParty:
        _unit, post, person = _of(letter, party)
        if person.pk == me and post.pk in by.posts:
            found.append(party)
    return tuple(found)


def _of(letter: Letter, party: LetterParty):  # type: ignore[no-untyped-def]  # (unit, post, person): the models of organisation
    if party is LetterParty.HOLDER:
        return letter.holder_unit, letter.holder_post, letter.holder_person
    return letter.issuer_unit, letter.issuer_post, letter.issuer_person


def _emit(letter: Letter, by: Acting, now: datetime) -> None:
    deed = NewDeed(
        letter.issuer_unit_id, letter.issuer_post_id, ActKind.PLAN.value, frozenset({TOPIC}), timezone.localtime(now).date(),
        (RECORD, letter.pk), letter.holder_post_id,
    )
    record_deeds(deeds=(deed,), by=by, now=now)
