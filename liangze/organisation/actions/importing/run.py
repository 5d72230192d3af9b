"""The whole import: read, check, and store all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.db import IntegrityError, connection, transaction

from liangze.core.errors import Conflict
from liangze.organisation.actions.importing.check_relations import APPOINTMENTS, COVERAGES, PORTFOLIOS, STATIONINGS
from liangze.organisation.actions.importing.check_units import PEOPLE, POSTS, UNITS
from liangze.organisation.actions.importing.resolve import resolve
from liangze.organisation.actions.importing.row_check import run_checks
from liangze.organisation.actions.importing.stage import drop_tables, make_tables, stage
from liangze.organisation.actions.importing.store import Counts, count, store
from liangze.organisation.actions.steps import hold_tree
from liangze.organisation.models import Change
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.workbook.findings import Findings
from liangze.organisation.workbook.layout import SHEETS
from liangze.organisation.workbook.reading import opened
from liangze.trust.actions import append

CHECKS = (*UNITS, *POSTS, *PEOPLE, *APPOINTMENTS, *PORTFOLIOS, *COVERAGES, *STATIONINGS)

#: Called with the state of the import and its share done, 0 to 100.
OnProgress = Callable[[str, int], None]
READING_ENDS, CHECKING_ENDS = 60, 75


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an import. `stored` is false when findings stopped it; then nothing was written."""

    stored: bool
    counts: Counts
    findings: Findings


def import_workbook(*, by: Acting, source: BinaryIO, digest: str, on_progress: OnProgress = lambda step, share: None) -> Outcome:
    """Import one workbook. The same workbook twice changes nothing the second time.

    source  the workbook, rewound as needed.  digest  its SHA-256, for the audit entry.
    Raises NotAllowed; Refusal when it is no workbook that can be read; Conflict when somebody changed the same
    entries meanwhile. Wrong rows are not raised: they are in the outcome.
    """
    demand(by, Permission.ORGANISATION_IMPORT, None)
    findings = Findings()
    make_tables()
    try:
        read(source, findings, on_progress)
        on_progress("checking", READING_ENDS)
        seen = last_change()
        check(by, findings)
        if findings.found:
            return Outcome(False, count(), findings)
        on_progress("storing", CHECKING_ENDS)
        with transaction.atomic():
            hold_tree(alone=True)
            if last_change() != seen:  # somebody wrote between checking and now
                findings = Findings()
                make_again(by, findings)
                if findings.found:
                    return Outcome(False, count(), findings)
            counts = count()
            if any(numbers["new"] or numbers["changed"] for numbers in counts.values()):
                store()
                thing, after = ("organisation.workbook", digest[:16]), {"digest": digest, "counts": counts}
                append(by=by, action="organisation.import", thing=thing, after=after)
        on_progress("done", 100)
        return Outcome(True, counts, findings)
    except IntegrityError:
        raise Conflict(
            "Somebody changed the same entries while the import ran; nothing was stored.", remedy="Import the workbook again."
        ) from None
    finally:
        if not connection.needs_rollback:
            drop_tables()


def read(source: BinaryIO, findings: Findings, on_progress: OnProgress) -> None:
    """Stage every sheet, telling how far it is by the rows that the sheets say they have."""
    with opened(source) as book:
        book.check_sheets(findings)
        expected = max(1, sum(book.about(sheet) for sheet in SHEETS))
        done = 0

        def on_rows(rows: int) -> None:
            nonlocal done
            done += rows
            on_progress("reading", min(READING_ENDS, READING_ENDS * done // expected))

        stage(book, findings, on_rows)


def check(by: Acting, findings: Findings) -> None:
    """Resolve what the rows name, then run every check."""
    resolve(by)
    run_checks(CHECKS, findings)


def make_again(by: Acting, findings: Findings) -> None:
    """Check once more against what is stored now."""
    with connection.cursor() as cursor:
        for sheet in SHEETS:
            cursor.execute(f"UPDATE stage_{sheet.key} SET id = NULL, was = NULL")  # noqa: S608 - own names
    check(by, findings)


def last_change() -> int:
    """The number of the last change of the organisation."""
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
