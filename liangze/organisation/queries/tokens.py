"""Tokens of an account, and the account behind a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liangze.organisation.actions.tokens import digest
from liangze.organisation.models import Account, ApiToken


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as listed. state: "in force", "expired" or "revoked"."""

    id: int
    name: str
    beginning: str
    made_at: datetime
    expires_at: datetime
    state: str


def tokens_of(account_id: int, *, now: datetime) -> list[TokenRow]:
    """All tokens of the account, latest first. One statement."""
    rows = ApiToken.objects.filter(account_id=account_id)
    return [TokenRow(t.pk, t.name, t.beginning, t.made_at, t.expires_at, _state(t, now)) for t in rows]


def account_behind(secret: str, *, now: datetime) -> Account | None:
    """The account that the secret stands for now; None for a wrong, expired or revoked one and for a closed account."""
    token = ApiToken.objects.select_related("account").filter(digest=digest(secret), revoked_at=None, expires_at__gt=now).first()
    return token.account if token and token.account.is_active else None


def _state(token: ApiToken, now: datetime) -> str:
    if token.revoked_at:
        return "revoked"
    return "in force" if token.expires_at > now else "expired"
