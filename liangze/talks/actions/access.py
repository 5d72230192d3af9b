"""Need to know: who else may read what was said, given by somebody who was there, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.organisation.models import Account
from liangze.organisation.policy import Acting
from liangze.talks.actions.writing import locked, person_of
from liangze.talks.models import Talk, TalkAccess
from liangze.talks.queries.takers import administers
from liangze.trust.actions import append


def give_access(*, talk_id: int, username: str, why: str, by: Acting, now: datetime) -> TalkAccess:
    """Name somebody who may read what was said. Only the talker and the note taker do this; the person talked to does not.

    Raises NotFound, NotAllowed, Refusals on "username" and "why".
    """
    with transaction.atomic():
        talk = locked(talk_id, by)
        _demand_giver(talk)
        wrong = []
        account = Account.objects.filter(username=username.strip(), is_active=True).first()
        if account is None:
            wrong.append(Refusal(
                "There is no account with this user name.", remedy="Ask the person for the name with which they sign in.", field="username"
            ))
        elif account.pk == by.account_id or TalkAccess.objects.filter(talk=talk, account=account, ended_at=None).exists():
            wrong.append(Refusal("This account may read it already.", remedy="Nothing needs to be done.", field="username"))
        elif Account.objects.filter(administers(timezone.localtime(now).date()), pk=account.pk).exists():
            wrong.append(Refusal(
                "This account administers the system: what was said in talks is not for administrators.", field="username",
                remedy="Name the account with which the person does the work itself.",
            ))
        if not why.strip() or len(why) > 200:
            wrong.append(Refusal(
                "The need to know is given with a reason of at most 200 characters.", remedy="Say why the person must know.", field="why"
            ))
        if wrong or account is None:
            raise Refusals(wrong)
        made = write_access(talk, by=by, now=now, why=why.strip(), account_id=account.pk)
        append(
            by=by, action="talks.access.give", thing=made, unit_id=talk.unit_id, after={"talk": talk.pk, "account": account.pk}, reason=why
        )
    return made


def end_access(*, talk_id: int, access_id: int, by: Acting, now: datetime) -> None:
    """Take it back; that it was given stays on record. Raises NotFound, NotAllowed, Conflict when it ended already."""
    with transaction.atomic():
        talk = locked(talk_id, by)
        _demand_giver(talk)
        row = TalkAccess.objects.filter(pk=access_id, talk=talk).first()
        if row is None:
            raise NotFound("There is nobody of this kind named.", remedy="Open the talk again.")
        if row.ended_at is not None:
            raise Conflict("This has ended already.", remedy="Nothing needs to be done.")
        row.ended_at, row.ended_by_id = now, by.account_id
        row.save(update_fields=["ended_at", "ended_by"])
        append(by=by, action="talks.access.end", thing=row, unit_id=talk.unit_id, before={"ended_at": None}, after={"ended_at": now})


def write_access(
    talk: Talk, *, by: Acting, now: datetime, why: str, account_id: int | None = None, post_id: int | None = None
) -> TalkAccess:
    """The row, also for those whom a step of the procedure names. The caller writes the audit entry of the step."""
    found = TalkAccess.objects.filter(talk=talk, account=account_id, post=post_id, ended_at=None).first()
    return found or TalkAccess.objects.create(
        talk=talk, account_id=account_id, post_id=post_id, why=why, given_by_id=person_of(by), given_at=now
    )


def _demand_giver(talk: Talk) -> None:
    if not (talk.is_talker or talk.is_note_taker):  # type: ignore[attr-defined]  # annotated
        raise NotAllowed(
            "Only whoever held the talk, or took its notes, names others.", remedy="Ask them to name the person, with the reason."
        )
