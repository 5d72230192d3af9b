"""The task table signed by the unit's principal: laid out by the office, endorsed, void once the tasks are changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from liangze.breakdown.actions.locking import locked_breakdown
from liangze.breakdown.models import Breakdown
from liangze.breakdown.queries.breakdowns import breakdown_page
from liangze.breakdown.queries.paper import tasks_paper
from liangze.breakdown.queries.signing import BOX, principal_of
from liangze.breakdown.record import RECORD
from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.core.task import TaskState
from liangze.documents import official
from liangze.organisation.policy import Acting, Permission, demand
from liangze.trust.actions import append
from liangze.trust.endorsements import Endorsed, Opinion, Sheet, Signer, endorse, lay_out, void

CHANGED = "The tasks were changed."


def lay_out_table(*, breakdown_id: int, by: Acting, today: date, now: datetime) -> Sheet:
    """Make the task table as it is issued the document that is signed. Raises NotFound, NotAllowed, Conflict."""
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        demand(by, Permission.TASK_EDIT, breakdown.unit)
        seat = principal_of(breakdown.unit_id, today)
        if seat is None:
            raise Conflict("The unit has no principal who could sign.", remedy="Add the seat of the principal first.")
        page = breakdown_page(breakdown_id=breakdown_id, by=by, as_of=today)
        if page.issued_on is None or page.drafted:
            raise Conflict("Not all tasks are issued yet.", remedy="Issue or drop what is drafted, then lay the table out.")
        tasks = [task for task in page.tasks if task.state is not TaskState.DROPPED]
        paper = tasks_paper(page, tasks, page.issued_on, sign=" ".join(filter(None, seat[1:])))
        sheet = lay_out(record=(RECORD, breakdown.pk), rendered=official.pdf(paper), by=by, now=now)
        append(
            by=by, action="breakdown.breakdown.lay_out", thing=breakdown, unit_id=breakdown.unit_id,
            after={"sheet": sheet.number, "digest": sheet.digest, "edition": breakdown.edition},
        )
    return sheet


def sign_table(
    *, breakdown_id: int, shown: str, opinion: str, comments: str, passphrase: str, by: Acting, today: date, now: datetime
) -> Endorsed:
    """The principal signs the table, or returns it with comments. Raises NotFound, NotAllowed, Refusal (see trust.endorsements)."""
    with transaction.atomic():
        breakdown = locked_breakdown(by, breakdown_id)
        seat = principal_of(breakdown.unit_id, today)
        if seat is None or seat[0] not in by.posts or by.account_id is None:
            raise NotAllowed("Only the principal of the unit signs its task table.", remedy="Sign in with the account of the principal.")
        if opinion not in set(Opinion):
            raise Refusal("No opinion is chosen.", remedy="Choose whether you agree or return it.", field="opinion")
        made = endorse(
            record=(RECORD, breakdown.pk), shown=shown, box=BOX, role=seat[1],
            signer=Signer(account_id=by.account_id, name=seat[2] or by.name, seat=seat[1], unit=breakdown.unit.name),
            opinion=Opinion(opinion), comments=comments, passphrase=passphrase, by=by, now=now,
        )
        append(
            by=by, action="breakdown.breakdown.sign", thing=breakdown, unit_id=breakdown.unit_id,
            after={"opinion": opinion, "sheet": made.sheet_id}, reason=comments.strip() if opinion == Opinion.RETURN else "",
        )
    return made


def edited(breakdown: Breakdown, *, by: Acting, now: datetime) -> None:
    """What is asked is another edition, and not what was signed any more: the document and its signature are void, both are kept."""
    breakdown.edition += 1
    breakdown.save(update_fields=["edition"])
    void(record=(RECORD, breakdown.pk), reason=CHANGED, by=by, now=now)
