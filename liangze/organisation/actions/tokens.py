"""Tokens: made and revoked by their owner; revoked by the security administrator as well."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.organisation.actions.accounts import demand_over
from liangze.organisation.models import Account, ApiToken
from liangze.organisation.policy import Acting, Permission, may
from liangze.trust.actions import append

LONGEST = 366  # days
MOST = 10  # tokens of one account in force at once
MARK = "lz_"  # so that a token found in a file is known for what it is


@transaction.atomic
def make_token(*, name: str, days: int, by: Acting, now: datetime) -> tuple[ApiToken, str]:
    """A token for the person's own account, and its secret, which cannot be shown again.

    Raises Refusals for an empty name or a span that is not 1 to 366 days, Conflict where ten are in force already.
    """
    account = Account.objects.select_for_update().get(pk=by.account_id)
    name, wrong = " ".join(name.split()), []
    if not name or len(name) > 60:
        wrong.append(Refusal("A token needs a name of at most 60 characters.", field="name", remedy="Write what will use it."))
    if not 1 <= days <= LONGEST:
        wrong.append(Refusal("A token lasts 1 to 366 days.", field="days", remedy="Choose a number of days in between."))
    if wrong:
        raise Refusals(wrong)
    if account.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= MOST:
        raise Conflict("Ten tokens are in force already.", remedy="Revoke one that is not needed any more.")
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        account=account, name=name, beginning=secret[:9], digest=digest(secret), made_at=now, expires_at=now + timedelta(days=days)
    )
    after = {"account": account.username, "name": name, "beginning": token.beginning, "expires_at": token.expires_at}
    append(by=by, action="organisation.token.make", thing=token, after=after)
    return token, secret


@transaction.atomic
def revoke_token(*, token_id: int, by: Acting, now: datetime) -> ApiToken:
    """End it at once. Raises NotFound for a token that is neither one's own nor under one's hand, Conflict when it was revoked."""
    token = ApiToken.objects.select_for_update(of=("self",)).select_related("account").filter(pk=token_id).first()
    if token is None or (token.account_id != by.account_id and not may(by, Permission.ACCOUNT_EDIT, None)):
        raise NotFound("There is no such token.", remedy="Go back to the list of tokens.")
    if token.account_id != by.account_id:
        demand_over(by, token.account)
    if token.revoked_at is not None:
        raise Conflict("This token was revoked already.", remedy="Nothing needs to be done.")
    token.revoked_at, token.revoked_by_id = now, by.account_id
    token.save(update_fields=("revoked_at", "revoked_by"))
    before = {"account": token.account.username, "name": token.name, "beginning": token.beginning}
    append(by=by, action="organisation.token.revoke", thing=token, before=before, after={"revoked_at": now})
    return token


def digest(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode(errors="backslashreplace")).hexdigest()
