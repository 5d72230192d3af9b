"""Checks of the organisation. One check is one file, one function, one test of the same name."""

from collections.abc import Callable, Sequence

from liangze.organisation.checks.check_five_areas import check_five_areas
from liangze.organisation.checks.finding import Charge, Finding

CHECKS: tuple[Callable[[Sequence[Charge]], list[Finding]], ...] = (check_five_areas,)


def findings(charges: Sequence[Charge]) -> list[Finding]:
    """What all checks find in the seats of one unit, in the order of the checks."""
    return [finding for check in CHECKS for finding in check(charges)]


__all__ = ["CHECKS", "Charge", "Finding", "check_five_areas", "findings"]
