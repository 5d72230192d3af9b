"""Imports that are watched from a page: taking a workbook in, and working it off."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.organisation.actions.at_work import at_work, worked_on
from liangze.organisation.actions.importing.run import Outcome, import_workbook
from liangze.organisation.models import Account, Transfer
from liangze.organisation.policy import Acting, Permission, acting_for, console, demand
from liangze.organisation.workbook.findings import Finding
from liangze.organisation.workbook.guard import demand_workbook
from liangze.trust.actions import append

AT_ONCE = 300 * 1024  # bytes of a workbook that is worked off before the answer: a few thousand rows
STEPS = ("reading", "checking", "storing")  # states in which somebody works on it
log = logging.getLogger(__name__)


def receive_workbook(*, by: Acting, name: str, content: bytes, now: datetime) -> Transfer:
    """Take a workbook in. A small one is worked off at once, a larger one by a job; the record says how far it is.

    Raises NotAllowed, and Refusal when the file is no workbook that could be read.
    """
    demand(by, Permission.ORGANISATION_IMPORT, None)
    demand_workbook(io.BytesIO(content))
    with transaction.atomic():
        transfer = Transfer.objects.create(
            name=name[:200], content=content, digest=hashlib.sha256(content).hexdigest(), by_id=by.account_id
        )
        append(by=by, action="organisation.transfer.receive", thing=transfer, after={"name": transfer.name, "digest": transfer.digest})
        at_once = begin(transfer, len(content))
    return finished(transfer, by, now) if at_once else transfer


def retry_transfer(*, transfer_id: int, by: Acting, now: datetime) -> Transfer:
    """Begin anew with an import of one's own whose worker was killed. Nothing of it was stored: an import stores all or nothing.

    Raises NotAllowed, NotFound; Conflict for one that is still worked on or has ended.
    """
    demand(by, Permission.ORGANISATION_IMPORT, None)
    with transaction.atomic():
        transfer = Transfer.objects.select_for_update().filter(pk=transfer_id, by_id=by.account_id).first()
        if transfer is None:
            raise NotFound("There is no such import among yours.", remedy="Go back to the list of imports.")
        if transfer.state not in STEPS or transfer.pk in worked_on():
            raise Conflict("This import has ended, or is still worked on.", remedy="Refresh the page.")
        before = {"state": transfer.state, "progress": transfer.progress}
        transfer.state, transfer.progress, transfer.step = "waiting", 0, ""
        transfer.save(update_fields=("state", "progress", "step"))
        append(by=by, action="organisation.transfer.retry", thing=transfer, before=before, after={"state": "waiting"})
        at_once = begin(transfer, len(transfer.content or b""))
    return finished(transfer, by, now) if at_once else transfer


def begin(transfer: Transfer, size: int) -> bool:
    """Whether the workbook is small enough to be worked off at once; a larger one is left to the worker."""
    if size <= AT_ONCE:
        return True
    from liangze.organisation.jobs import work_off  # the job imports this module

    work_off.defer(transfer_id=transfer.pk)
    return False


def finished(transfer: Transfer, by: Acting, now: datetime) -> Transfer:
    """Worked off here and now."""
    work_off_transfer(transfer_id=transfer.pk, by=by, now=now)
    transfer.refresh_from_db()
    return transfer


def work_off_transfer(*, transfer_id: int, now: datetime, by: Acting | None = None) -> None:
    """Run a waiting import to its end. Without `by` it runs with the rights that its author has today.

    Only a waiting one is begun, so that a job that is started twice does its work once.
    """
    with at_work(transfer_id) as mine:
        if mine:
            _work_off(transfer_id, now, by)


def _work_off(transfer_id: int, now: datetime, by: Acting | None) -> None:
    if not Transfer.objects.filter(pk=transfer_id, state="waiting").update(state="reading", step="reading"):
        return
    transfer = Transfer.objects.select_related("by").get(pk=transfer_id)
    acting = by or rights_of(transfer.by, now.date())

    def on_progress(step: str, share: int) -> None:
        if step != "done":
            Transfer.objects.filter(pk=transfer_id).update(state=step, step=step, progress=share)

    try:
        outcome = import_workbook(
            by=acting, source=io.BytesIO(bytes(transfer.content or b"")), digest=transfer.digest, on_progress=on_progress
        )
        end(transfer, now, outcome=outcome)
    except Refusal as refusal:
        end(transfer, now, refusal=refusal)
    except Exception:
        log.exception("The import %s broke off", transfer_id)
        broken = Refusal(
            "The import broke off; nothing was stored.", remedy="Try again; if it happens again, tell the system administrator."
        )
        end(transfer, now, refusal=broken, state="failed")


def end(
    transfer: Transfer, now: datetime, *, outcome: Outcome | None = None, refusal: Refusal | None = None, state: str = "refused"
) -> None:
    """Write down what became of it, and let the workbook go."""
    transfer.content, transfer.ended_at, transfer.progress, transfer.step = None, now, 100, ""
    if outcome is not None:
        transfer.state = "done" if outcome.stored else "refused"
        transfer.counts, transfer.found, transfer.findings = outcome.counts, outcome.findings.found, outcome.findings.plain()
    if refusal is not None:
        whole = Finding("", 0, "", refusal.what, refusal.remedy, {key: str(value) for key, value in refusal.params.items()})
        transfer.state, transfer.found, transfer.findings = state, 1, [asdict(whole)]
    transfer.save()


def rights_of(account: Account | None, today: date) -> Acting:
    """What the author of a transfer may do today; one without an author came from the console."""
    if account is None:
        return console()
    return acting_for(account, today=today)
