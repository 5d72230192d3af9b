"""Drafts: a form not yet submitted. Its writer's own notes, not a record, so the audit chain does not hear of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from liangze.conduct.models import EntryDraft
from liangze.core.errors import NotAllowed, NotFound, Refusal
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand

DRAFTS_LIMIT = 50  # of one account
SIZE_LIMIT = 20_000  # characters of all fields together


def save_draft(*, unit_id: int, content: Mapping[str, Any], by: Acting, draft_id: int | None = None, revive: bool = True) -> EntryDraft:
    """Keep the fields as they are. A draft of somebody else is never touched: then a new one is made.

    revive  whether a draft that is gone is made anew; else NotFound, so that what was recorded meanwhile leaves no draft behind.
    """
    if by.account_id is None:
        raise NotAllowed("Only a person can keep a draft.", remedy="Sign in with an account.")
    if sum(len(str(value)) for value in content.values()) > SIZE_LIMIT:
        raise Refusal("The draft is too large to be kept.", remedy="Shorten the note, or attach it as a file.", field="note")
    with transaction.atomic():
        unit = Unit.objects.filter(pk=unit_id).first()
        if unit is None:
            raise NotFound("There is no such unit.", remedy="Start again from the ledger of your unit.")
        demand(by, Permission.ENTRY_RECORD, unit)
        mine = EntryDraft.objects.filter(account_id=by.account_id)
        draft = mine.filter(pk=draft_id).first() if draft_id else None
        if draft is None:
            if draft_id and not revive:
                raise gone()
            if mine.count() >= DRAFTS_LIMIT:
                raise Refusal(
                    "You keep %(limit)s drafts already.", remedy="Submit or drop some of them first.", params={"limit": DRAFTS_LIMIT}
                )
            draft = EntryDraft(account_id=by.account_id)
        draft.unit, draft.content = unit, dict(content)
        draft.save()
    return draft


def drop_draft(*, draft_id: int, by: Acting) -> None:
    """Throw a draft of one's own away. Raises NotFound."""
    deleted, _ = EntryDraft.objects.filter(pk=draft_id, account_id=by.account_id).delete()
    if not deleted:
        raise gone()


def gone() -> NotFound:
    """What is said of a draft that is not there, or not one's own."""
    return NotFound("There is no such draft of yours.", remedy="It may have been submitted already.")
