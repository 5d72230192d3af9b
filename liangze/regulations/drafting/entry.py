"""A duty as a person writes it in a form, and as the pack's keys hold it. Both ways, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: In place of a cadence: the duty holds always. It becomes a standing duty of the pack and is never planned.
STANDING = "standing"
LAST = "last"


@dataclass(frozen=True, slots=True)
class DutyWords:
    """The fields of the form; "" where nothing is chosen. `new_topic`: name of a topic that the list has not yet.

    every     a cadence of the engine, or "standing".
    due_month, due_day  None means the period's last day; day "last" the month's last day.
    """

    title: str
    role: str
    kind: str
    every: str
    topics: tuple[str, ...] = ()
    new_topic: str = ""
    unit_within: str = "subtree"
    unit_kinds: tuple[str, ...] = ()
    unit_levels: tuple[str, ...] = ()
    times: int = 1
    about: str = "same"
    due_month: int | None = None
    due_day: str = ""
    opens: date | None = None
    once_due: date | None = None
    towards: str = ""
    to: tuple[str, ...] = ()
    accept: str = ""
    presence: str = "half"
    roll: str = ""


def entry_from(words: DutyWords) -> dict[str, Any]:
    """The pack's keys, in JSON's own types; keys with their default are left out."""
    units: dict[str, Any] = {}
    if words.unit_kinds:
        units["kinds"] = list(words.unit_kinds)
    if words.unit_levels:
        units["levels"] = list(words.unit_levels)
    if words.unit_within not in ("", "subtree"):
        units["within"] = words.unit_within
    entry: dict[str, Any] = {
        "title": words.title.strip(),
        "holder": {"role": words.role, "units": units},
        "act": {"kind": words.kind, "topics": list(words.topics)},
        "every": words.every or None,
    }
    if words.every == "once":
        entry |= {"opens": _day(words.opens), "due": _day(words.once_due)}
    elif words.due_month:
        day = words.due_day or LAST
        entry["due"] = {"month": words.due_month, "day": int(day) if day.isdigit() else day}
    rest = {
        "towards": words.towards,
        "times": words.times if words.times != 1 else None,
        "about": words.about if words.about != "same" else None,
        "to": list(words.to),
        "accept": words.accept,
        "presence": words.presence if words.presence != "half" else None,
        "roll": words.roll,
    }
    return {key: value for key, value in (entry | rest).items() if value not in ("", [], None) or key == "every"}


def words_of(entry: Mapping[str, Any]) -> DutyWords:
    """What the form shows for the pack's keys."""
    holder, act, due = entry.get("holder", {}), entry.get("act", {}), entry.get("due")
    units = holder.get("units", {})
    return DutyWords(
        title=entry.get("title", ""),
        role=holder.get("role", ""),
        kind=act.get("kind", ""),
        every=entry.get("every") or "",
        topics=tuple(act.get("topics", ())),
        unit_within=units.get("within", "subtree"),
        unit_kinds=tuple(units.get("kinds", ())),
        unit_levels=tuple(units.get("levels", ())),
        times=entry.get("times", 1),
        about=entry.get("about", "same"),
        due_month=due["month"] if isinstance(due, dict) else None,
        due_day=str(due["day"]) if isinstance(due, dict) else "",
        opens=date.fromisoformat(entry["opens"]) if entry.get("opens") else None,
        once_due=date.fromisoformat(due) if isinstance(due, str) else None,
        towards=entry.get("towards", ""),
        to=tuple(entry.get("to", ())),
        accept=entry.get("accept", ""),
        presence=entry.get("presence", "half"),
        roll=entry.get("roll", ""),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
