"""A principal runs none of the five areas directly (五不直接分管)."""

from __future__ import annotations

from collections.abc import Sequence

from liangze.core.words import Role
from liangze.organisation.checks.finding import Charge, Finding
from liangze.organisation.models.relations import WorkArea

FIVE = (WorkArea.FINANCE, WorkArea.PERSONNEL, WorkArea.PROJECTS, WorkArea.PROCUREMENT, WorkArea.APPROVALS)
CLAUSE = "五不直接分管 · 二（一）7"


def check_five_areas(charges: Sequence[Charge]) -> list[Finding]:
    """One finding for each of the five areas in a principal's charge. Not running it does not mean not answering for it."""
    return [
        Finding(
            post_id=charge.post_id,
            what="The principal is directly in charge of “%(area)s”.",
            remedy="Put the area in charge of a member of the leadership; the principal still answers for it.",
            clause=CLAUSE,
            params={"area": WorkArea(area).label, "post": charge.title, "holder": charge.holder},
        )
        for charge in charges
        if charge.role == Role.PRINCIPAL
        for area in charge.areas
        if area in FIVE
    ]
