"""My work as the page shows it: groups by due day, bundles that one record settles, the month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext, ngettext, pgettext

from liangze.core.calendar import is_rest_day, knows
from liangze.core.words import ActKind, State
from liangze.duties.queries.mywork import Waiting, Work
from liangze.organisation.words import name_of
from liangze.statistics.queries import Tally
from liangze.web import dates
from liangze.web.months import Day, weeks
from liangze.web.navigation import address, address_with

#: Kinds of act with a form of their own that begins from obligations.
FORMS = {ActKind.REPORT.value: "report-new"}
SHORT = 3  # rows of "later" that are shown before the rest is folded


@dataclass(frozen=True, slots=True)
class Item:
    """An obligation's row with where it leads."""

    work: Work
    url: str
    record_url: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Open obligations of one seat and kind that one record with all their topics settles."""

    kind: str
    until: str
    items: tuple[Item, ...]
    record_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """One span of due days. Rows in a bundle are not repeated among the items."""

    key: str
    name: str
    icon: str
    count: int
    note: str
    bundles: tuple[Bundle, ...]
    items: tuple[Item, ...]
    folded: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Something that waits for a decision, or came back."""

    waiting: Waiting
    what: str
    act: str
    url: str


def entry_url(**words: object) -> str:
    """The form for a new record, filled in as far as known: that of its kind where it has one of its own; nothing while there is none."""
    form = address(FORMS.get(str(words.get("kind")), "entry-new"))
    return f"{form}?{urlencode(words, doseq=True)}" if form else ""


def item(work: Work) -> Item:
    """A row with its links."""
    own = address_with("obligation", work.id) or ""
    return Item(work, own, entry_url(unit=work.unit_id, kind=work.kind, obligation=work.id))


def groups(works: Sequence[Work], today: date) -> list[Group]:
    """Overdue, this week, the rest of the month, later; empty ones left out."""
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    spans = {
        "overdue": [work for work in works if work.due_day < today],
        "week": [work for work in works if today <= work.due_day <= sunday],
        "month": [work for work in works if sunday < work.due_day <= month_end],
        "later": [work for work in works if work.due_day > max(sunday, month_end)],
    }
    names = {
        "overdue": (pgettext("group", "Overdue"), "alert-triangle"),
        "week": (pgettext("group", "This week"), "calendar-week"),
        "month": (pgettext("group", "This month"), "calendar-month"),
        "later": (pgettext("group", "Later"), "calendar-time"),
    }
    return [group(key, *names[key], found, today) for key, found in spans.items() if found]


def group(key: str, name: str, icon: str, works: Sequence[Work], today: date) -> Group:
    """One group; bundles are offered for what runs now, not for what is overdue already."""
    found = bundles(works) if key != "overdue" else ()
    bundled = {one.work.id for bundle in found for one in bundle.items}
    rows = [item(work) for work in works if work.id not in bundled]
    cut = SHORT if key == "later" and len(rows) > SHORT + 1 else len(rows)
    return Group(key, name, icon, len(works), note(key, works, len(bundled), today), found, tuple(rows[:cut]), tuple(rows[cut:]))


def note(key: str, works: Sequence[Work], bundled: int, today: date) -> str:
    """What is worth knowing about the group in one line."""
    if key == "week" and knows(today.year):
        days = [today + timedelta(days=n) for n in range(7 - today.weekday())]
        left = sum(not is_rest_day(day) for day in days)
        return ngettext("%(n)s working day left this week", "%(n)s working days left this week", left) % {"n": left}
    if bundled:
        return ngettext("%(n)s of them can be met at once", "%(n)s of them can be met at once", bundled) % {"n": bundled}
    due = {work.due for work in works}
    if key == "later" and len(due) == 1:
        return gettext("all by %(day)s") % {"day": due.pop()}
    return ""


def bundles(works: Iterable[Work]) -> tuple[Bundle, ...]:
    """Sets of two or more of one unit, seat, kind and counterpart, each of another duty."""
    sets: dict[tuple[object, ...], list[Work]] = defaultdict(list)
    for work in works:
        towards = work.title.rpartition("：")[2] if "：" in work.title else ""
        sets[work.unit_id, work.seat, work.kind, towards].append(work)
    found = []
    for (unit_id, _, kind, _), together in sets.items():
        clauses = {(work.clause.id, work.title): work for work in together}
        if len(clauses) > 1:
            some = tuple(item(work) for work in clauses.values())
            first = min(one.work.due_day for one in some)
            ids = [one.work.id for one in some]
            found.append(Bundle(str(kind), dates.day(first), some, entry_url(unit=unit_id, kind=kind, obligation=ids)))
    return tuple(found)


def bundle_words(bundle: Bundle) -> tuple[str, str]:
    """(what to do, the button): words that fit the kind of act."""
    count, kind = len(bundle.items), name_of(ActKind(bundle.kind))
    text = gettext(
        "One record (%(kind)s) by %(day)s that names all %(count)s subjects below meets all %(count)s; no need to enter each of them."
    )
    return text % {"kind": kind, "day": bundle.until, "count": count}, gettext("Record this act once")


def month(works: Iterable[Work], today: date) -> list[list[Day]]:
    """The weeks of the present month with what of mine is due."""
    due: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for work in works:
        due[work.due_day][work.state] += 1
    return weeks(today.replace(day=1), {day: Tally(**states) for day, states in due.items()}, today)


def papers(found: Iterable[Waiting]) -> list[Paper]:
    """What waits or came back, in words, each with the page where it is decided or mended."""
    words = {
        "accept": (gettext("To accept"), gettext("Review")),
        "decide": (gettext("Exemption asked for"), gettext("Decide")),
        "close_out": (gettext("To close out"), gettext("Check")),
        "returned": (gettext("Returned"), gettext("Mend")),
        "refused": (gettext("Exemption refused"), gettext("Look")),
        "reopened": (gettext("Re-opened after close-out"), gettext("Mend")),
    }
    return [Paper(one, *words[one.what], address_with("obligation", one.work.id) or "") for one in found]


def first_steps(works: Sequence[Work], today: date) -> tuple[str, str]:
    """(the state of things in one sentence, what to do first)."""
    overdue = [work for work in works if work.state == State.OVERDUE]
    sunday = today + timedelta(days=6 - today.weekday())
    week = sum(today <= work.due_day <= sunday for work in works)
    parts = []
    if overdue:
        days = (today - overdue[0].due_day).days
        said = ngettext(
            "%(n)s is overdue, the longest by %(days)s days; ", "%(n)s are overdue, the longest by %(days)s days; ", len(overdue)
        )
        parts.append(said % {"n": len(overdue), "days": days})
    if overdue or week:
        parts.append(ngettext("%(n)s falls due this week.", "%(n)s fall due this week.", week) % {"n": week})
    else:
        soonest = [work for work in works if work.due_day == works[0].due_day]
        said = ngettext(
            "Nothing is overdue; the next due day is %(day)s, with %(n)s item.",
            "Nothing is overdue; the next due day is %(day)s, with %(n)s items.",
            len(soonest),
        )
        parts.append(said % {"day": works[0].due, "n": len(soonest)})
    names = pgettext("list", ", ").join(work.title for work in works[:2])
    return "".join(parts), gettext("First: %(names)s.") % {"names": names} if names and (overdue or week) else ""
