"""The facts of one obligation as they stood at the end of a past day: as_of says the same for many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from liangze.core.matching import settle
from liangze.core.obligation import ObligationDates
from liangze.duties.models import Obligation


def unsay_what_came_later(facts: dict[str, Any], day: date) -> None:
    """Acceptances, returns and exemptions after `day` have not happened yet. What was voided stays void: it never was."""
    for each in facts["counts"] or ():
        _unsay(each, ("accepted", "returned"), day)
    facts["exemptions"] = [each for each in facts["exemptions"] or () if date.fromisoformat(each["at"]) <= day]
    for each in facts["exemptions"]:
        if "decided" in _unsay(each, ("decided", "ended"), day):
            each["approved"] = None


def dates_then(row: Obligation, facts: dict[str, Any]) -> ObligationDates:
    """The row's dates, with facts of which nothing is said that came later."""
    days = [
        date.fromisoformat(each["on"])
        for each in facts["counts"] or ()
        if not each["withdrawn"] and not each["returned"] and (each["accepted"] or not each["needs"])
    ]
    granted = [date.fromisoformat(each["decided"]) for each in facts["exemptions"] if each["approved"] and not each["ended"]]
    fulfilled_on = settle(row.times, days).fulfilled_on if row.duty.accept else row.fulfilled_on
    return replace(row.dates, fulfilled_on=fulfilled_on, exempted_on=min(granted, default=row.exempted_on))


def withdrawn_then(row: Obligation, facts: dict[str, Any], day: date) -> str:
    """Why it was not owed on the day; empty where it was."""
    if row.withdrawn_on and row.withdrawn_on <= day:
        return row.withdrawn_reason
    spells = facts["withdrawals"] or ()
    return next((each["reason"] for each in spells if each["since"] <= day.isoformat() < each["until"]), "")


def _unsay(each: dict[str, Any], names: Iterable[str], day: date) -> list[str]:
    later = [name for name in names if each[name] and date.fromisoformat(each[name]) > day]
    each.update(dict.fromkeys(later))
    return later
