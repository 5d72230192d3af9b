"""What the verbs of the room share: the report they change, locked, with its newest version; words that may not be empty or too long."""

from __future__ import annotations

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.organisation.policy import Acting
from liangze.reports.models import Report, Version
from liangze.reports.queries.reach import may_write, nothing, reports_for

LIMIT = 500  # characters of a question, an answer or a reason


def locked(report_id: int, by: Acting) -> tuple[Report, Version]:
    """The report with its newest version, locked until the transaction ends. Raises NotFound; NotAllowed for nobody's account."""
    report = reports_for(by).select_for_update(of=("self",)).filter(pk=report_id).first()
    if report is None:
        raise nothing()
    if by.account_id is None:
        raise NotAllowed("Only a person can do this.", remedy="Sign in with an account.")
    version = Version.objects.filter(report=report).order_by("-number")[0]
    version.report = report
    return report, version


def to_write(report_id: int, by: Acting, *, edition: int | None = None) -> tuple[Report, Version]:
    """The report whose draft the person writes. Raises NotFound, NotAllowed; Conflict when it is submitted, withdrawn or was saved by
    somebody else since `edition`."""
    report, version = locked(report_id, by)
    if not may_write(by, report):
        raise NotAllowed("You do not write reports of this unit.", remedy="The unit's liaison or the holder of the seat hands it in.")
    if report.withdrawn_at:
        raise Conflict("This report has been withdrawn.", remedy="Begin another one from what is owed.")
    if version.submitted_at:
        remedy = "When it is returned, write the next version."
        raise Conflict("This version is submitted: its text does not change any more.", remedy=remedy)
    if edition is not None and edition != version.edition:
        raise Conflict(
            "Somebody else saved this report since you opened it; nothing was written over it.",
            remedy="What you typed is kept below. Compare it with the newest text, then save again.",
        )
    return report, version


def words(text: str, *, field: str = "text", limit: int = LIMIT) -> str:
    """The text without blanks around it. Raises Refusal when it is missing or too long."""
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise Refusal("There is nothing written here.", remedy="Say it in a few words: it stays on record.", field=field)
    if len(text) > limit:
        raise Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=field, params={"limit": limit})
    return text
