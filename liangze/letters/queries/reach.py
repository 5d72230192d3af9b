"""Which letters a person may read, and how far each has come. The one place that decides it."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from liangze.core.errors import NotFound
from liangze.letters.models import Batch, Letter, Step
from liangze.organisation.models import Account
from liangze.organisation.policy import Acting, Permission, visible

RECORD = "letters.letter"  # the type under which sheets, signatures and deeds know a letter

#: What a letter shows, in one statement.
RELATED = (
    "issuer_unit", "issuer_post", "issuer_person", "holder_unit", "holder_post", "holder_person", "permit__clause",
    "permit__version__regulation",
)
LAST = Step.objects.filter(letter=OuterRef("pk")).order_by("-id")


def staged(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters with their `stage`: what the last step says."""
    return rows.annotate(stage=Subquery(LAST.values("stage")[:1]))


def person_of(by: Acting) -> int | None:
    """The person behind the account. One statement."""
    return Account.objects.filter(pk=by.account_id).values_list("person_id", flat=True).first() if by.account_id else None


def readable(by: Acting) -> Q:
    """Letters of units in which the person may read letters, and those that they hold or issued themselves, wherever they are now."""
    mine = Q(holder_person__account=by.account_id) | Q(issuer_person__account=by.account_id) if by.account_id else Q()
    where = visible(by, Permission.LETTER_READ, "issuer_unit__path") | visible(by, Permission.LETTER_READ, "holder_unit__path")
    return where | mine if by.account_id else where


def letters_for(by: Acting) -> QuerySet[Letter]:
    """All of them, with what they show and their stage."""
    return staged(Letter.objects.filter(readable(by)).select_related(*RELATED).defer("permit__version__pack"))


def the_letter(letter_id: int, by: Acting) -> Letter:
    """The letter with its `stage`. Raises NotFound when there is none or it may not be known. One statement."""
    row = letters_for(by).filter(pk=letter_id).first()
    if row is None:
        raise nothing()
    return row


def nothing() -> NotFound:
    return NotFound("There is no such letter among those that you may read.", remedy="Look for it in the letters of your unit.")


def the_batch(batch_id: int, by: Acting) -> Batch:
    """The batch of a unit in which the person may issue letters. Raises NotFound."""
    row = Batch.objects.filter(visible(by, Permission.LETTER_ISSUE, "unit__path"), pk=batch_id).select_related("unit", "by").first()
    if row is None:
        raise NotFound("There is no such batch among those that you may see.", remedy="Look for it in the letters of your unit.")
    return row
