"""What readers say to a published list, and what becomes of it. Nothing is shown before a moderator has let it through."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.lists.actions.writing import required
from liangze.lists.models import Comment, Publication, Scope
from liangze.lists.queries.reach import published_to
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.trust.actions import append

TEXT_LIMIT, NAME_LIMIT = 1000, 60

#: Comments from the public page that one list takes within an hour. Senders are not told apart: nothing is kept of them.
HOURLY = 20


class TooMany(Refusal):
    """More comments than a list takes in an hour."""

    status = 429


def comment(*, publication_id: int, text: str, name: str, by: Acting | None, now: datetime) -> Comment:
    """Say something to a published list: whoever it is published to; by None from the public page.

    name  as typed, may stay empty; of a person signed in the account's name is kept.
    Raises NotFound, Refusals, TooMany from the public page.
    """
    text, name = text.strip(), name.strip()
    with transaction.atomic():
        seen = published_to(by) if by else published_to(Acting(None, ""))
        row = Publication.objects.filter(seen, pk=publication_id).select_for_update().select_related(None).first()
        if row is None:
            raise NotFound("This list is not published here, or no longer.", remedy="Look at the page of published lists.")
        if by is None and row.scope == Scope.PUBLIC:
            _demand_room(row, now)
        _demand_words(text, name)
        account = by.account_id if by else None
        made = Comment.objects.create(publication=row, account_id=account, name=by.name if by else name, text=text, at=now)
        if by is not None:
            unit_id = row.list.unit_id
            append(by=by, action="lists.comment.send", thing=made, unit_id=unit_id, after={"publication": row.pk, "text": text})
    return made


def moderate(*, comment_id: int, shown: bool, reason: str, by: Acting, now: datetime) -> Comment:
    """Let a comment through or keep it back; keeping back needs a reason. Raises NotFound, NotAllowed, Refusal."""
    with transaction.atomic():
        row = _waiting(comment_id, by)
        words = reason.strip() if shown else required(reason)
        before = {"shown": row.shown}
        row.shown, row.reason, row.decided_by_id, row.decided_at = shown, words, by.account_id, now
        row.save(update_fields=["shown", "reason", "decided_by", "decided_at"])
        append(
            by=by, action="lists.comment.moderate", thing=row, unit_id=row.publication.list.unit_id, before=before,
            after={"shown": shown}, reason=words,
        )
    return row


def reply(*, comment_id: int, text: str, by: Acting, now: datetime) -> Comment:
    """Answer a comment that is shown. Raises NotFound, NotAllowed, Conflict, Refusal."""
    with transaction.atomic():
        row = _waiting(comment_id, by)
        if row.shown is not True:
            raise Conflict("Only a comment that is shown can be answered.", remedy="Let it through first.")
        text = text.strip()
        _demand_words(text, "", field="reply")
        before = {"reply": row.reply}
        row.reply, row.replied_by_id, row.replied_at = text, by.account_id, now
        row.save(update_fields=["reply", "replied_by", "replied_at"])
        append(
            by=by, action="lists.comment.reply", thing=row, unit_id=row.publication.list.unit_id, before=before, after={"reply": text}
        )
    return row


def _waiting(comment_id: int, by: Acting) -> Comment:
    where = visible(by, Permission.LIST_READ, "publication__list__unit__path")
    rows = Comment.objects.filter(where, pk=comment_id).select_related("publication__list__unit")
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound("There is no such comment among those that you may read.", remedy="Open the list it belongs to.")
    demand(by, Permission.COMMENT_MODERATE, row.publication.list.unit)
    return row


def _demand_room(row: Publication, now: datetime) -> None:
    lately = Comment.objects.filter(publication=row, account=None, at__gt=now - timedelta(hours=1)).count()
    if lately >= HOURLY:
        raise TooMany("This list has received many comments within the last hour.", remedy="Please send yours later.")


def _demand_words(text: str, name: str, *, field: str = "text") -> None:
    wrong = []
    if not text:
        wrong.append(Refusal("Nothing is written.", remedy="Write what you want to say about the list.", field=field))
    if len(text) > TEXT_LIMIT:
        params = {"limit": TEXT_LIMIT}
        wrong.append(Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params=params))
    if len(name) > NAME_LIMIT:
        params = {"limit": NAME_LIMIT}
        wrong.append(Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field="name", params=params))
    if wrong:
        raise Refusals(wrong)
