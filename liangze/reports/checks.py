"""What stands against handing a version in, all at once."""

from __future__ import annotations

from datetime import date

from liangze.core.errors import Refusal
from liangze.core.report import may_hand_in, not_open_yet
from liangze.core.words import Role
from liangze.duties.models import Obligation
from liangze.organisation.policy import Acting
from liangze.reports.models import Report, Version
from liangze.reports.queries.reach import own_roles_of, writer
from liangze.reports.queries.text import sections_seen
from liangze.trust.endorsements import Sheet

LEAST = 30  # characters of a whole report
SIGNER = "principal"  # the box signed, see queries.paper


def all_wrong(report: Report, version: Version, owed: list[Obligation], sheet: Sheet | None, by: Acting, today: date) -> list[Refusal]:
    """Every refusal of handing in: who, when, what was changed without a reason, what is missing."""
    own_roles = own_roles_of(report)
    found = [may_hand_in(Role(report.holder.role), writer(by, report.unit, report.holder, own_roles))]
    found += [not_open_yet(row.opens, today, f"{row.duty.version.cited} {row.duty.clause.label}") for row in owed]
    sections = sections_seen(version)
    for section in sections:
        found += [
            Refusal(
                "“%(name)s” was changed by hand from %(value)s to %(written)s.", field=f"reason-{figure.key}",
                params={"name": figure.name, "value": figure.value, "written": figure.written},
                remedy="Say why it differs from the records, or restore the figure.",
            )
            for figure in section.figures
            if figure.unexplained
        ]
    if sum(len(section.text) for section in sections) < LEAST:
        found.append(Refusal("The report says nothing yet.", remedy="Write what there is to report.", field=sections[0].key))
    if report.signs and not is_signed(sheet):
        remedy = "Lay it out to be signed; submit it after the signature."
        found.append(Refusal("The principal has not signed this text.", remedy=remedy, field="signs"))
    return [refusal for refusal in found if refusal]


def is_signed(sheet: Sheet | None) -> bool:
    return sheet is not None and sheet.voided_at is None and SIGNER in sheet.signed_boxes
