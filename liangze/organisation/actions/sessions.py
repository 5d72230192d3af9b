"""Signing in and out as audit entries. What was typed is kept only where it names an account: anything else is nobody's business."""

from __future__ import annotations

from django.db import transaction

from liangze.organisation.models import Account
from liangze.organisation.policy import Acting
from liangze.trust.actions import append


@transaction.atomic
def note_sign_in(*, account: Account, by: Acting) -> None:
    """A session began."""
    append(by=by, action="organisation.account.sign_in", thing=account)


@transaction.atomic
def note_sign_out(*, account: Account, by: Acting) -> None:
    """The person ended the session."""
    append(by=by, action="organisation.account.sign_out", thing=account)


@transaction.atomic
def note_failure(*, username: str, locked: bool, by: Acting) -> None:
    """Signing in failed; `locked` when this failure was the one too many.

    An unknown user name makes the same entry without a name, so that both cost the same time and neither keeps what was typed.
    """
    found = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    verb = "lock_out" if locked else "sign_in_failed"
    append(by=by, action=f"organisation.account.{verb}", thing=("organisation.account", found or ""))
