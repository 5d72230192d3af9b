"""Code words of a reading in the language of the command line. The names are those of the pages; no framework is needed for them."""

from __future__ import annotations

from liangze.cli.words import translated

ROLES = {
    "leadership": "Leadership", "principal": "Principal", "member": "Member", "discipline_organ": "Discipline organ",
    "discipline_principal": "Discipline principal", "stationed_group": "Stationed group", "department": "Department or unit",
    "leading_group": "Leading group", "liaison": "Liaison", "other": "Other post",
}  # fmt: skip
KINDS = {
    "meeting": "Meeting", "study": "Study session", "lecture": "Party lecture", "talk": "Talk", "report": "Report", "hearing": "Hearing",
    "review": "Review", "inspection": "Inspection", "assessment": "Assessment", "notice": "Notice", "plan": "Plan",
    "training": "Training", "other": "Other act",
}  # fmt: skip
CADENCES = {"month": "Every month", "quarter": "Every quarter", "half_year": "Every half-year", "year": "Every year", "once": "Once"}
#: Cadences that are read but not planned, and times within a period.
OTHERS = {
    "day": "Every day", "week": "Every week", "year_start": "Early in the year", "mid_year": "In the middle of the year",
    "year_end": "At the end of the year", "period_start": "At the beginning of the period", "period_end": "At the end of the period",
}  # fmt: skip


def role(code: str) -> str:
    """The name of a kind of seat."""
    return translated(ROLES[code], context="role") if code in ROLES else code


def kind(code: str) -> str:
    """The name of a kind of act."""
    return translated(KINDS[code], context="act") if code in KINDS else code


def cadence(per: str, times: int) -> str:
    """How often: 每季度; 每年 × 2."""
    name = translated(CADENCES[per], context="cadence") if per in CADENCES else other(per)
    return f"{name} × {times}" if times > 1 else name


def other(code: str) -> str:
    """A time within a period; what has no name stays as it is."""
    return translated(OTHERS[code]) if code in OTHERS else code
