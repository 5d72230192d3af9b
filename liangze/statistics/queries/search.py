"""One search over what the reader may see: units, people, clauses, records. It stands here because it looks into every room below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Max, Q
from django.utils.translation import gettext

from liangze.conduct.models import Entry
from liangze.core.words import ActKind, Level, UnitKind
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.queries.people import known_people
from liangze.organisation.words import name_of
from liangze.regulations.models import Clause
from liangze.regulations.queries.reach import versions_for

SHOWN = 12  # of each group; one more says that there are more
RECORDS_BACK = 200_000  # the newest records are looked through; older ones are found in the ledger


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its id for the link, what it is called, what it is."""

    id: int
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a word was found in. Each group has at most SHOWN hits; `more` names the groups that have others."""

    units: tuple[Hit, ...]
    people: tuple[Hit, ...]
    clauses: tuple[Hit, ...]
    records: tuple[Hit, ...]
    more: frozenset[str]

    @property
    def count(self) -> int:
        return len(self.units) + len(self.people) + len(self.clauses) + len(self.records)


def search(*, word: str, by: Acting, today: date) -> Found:
    """Look for a word of one character or more. At most five statements, none for what the person may not read."""
    looks = {"units": _units, "people": _people, "clauses": _clauses, "records": _records}
    found = {name: look(word, by, today) for name, look in looks.items()}
    return Found(
        **{name: tuple(hits[:SHOWN]) for name, hits in found.items()},
        more=frozenset(name for name, hits in found.items() if len(hits) > SHOWN),
    )


def _units(word: str, by: Acting, today: date) -> list[Hit]:
    seen = Unit.objects.filter(visible(by, Permission.ORGANISATION_READ), Q(name__icontains=word) | Q(code__istartswith=word))
    rows = seen.order_by("path").values_list("id", "name", "kind", "level", "parent__name", "until")[: SHOWN + 1]
    return [
        Hit(key, name, " · ".join(filter(None, (parent, _kind(kind, level), _ended(until, today)))))
        for key, name, kind, level, parent, until in rows
    ]


def _people(word: str, by: Acting, today: date) -> list[Hit]:
    if not may(by, Permission.ORGANISATION_READ, None):
        return []
    rows = known_people(by).filter(Q(name__startswith=word) | Q(number__istartswith=word)).order_by("name", "number")
    return [Hit(key, name, number) for key, name, number in rows.values_list("id", "name", "number")[: SHOWN + 1]]


def _clauses(word: str, by: Acting, today: date) -> list[Hit]:
    if not may(by, Permission.REGULATION_READ, None):
        return []
    version = versions_for(by).select_related(None).values("pk")
    places = ("gist", "duties__title", "version__regulation__title", "version__number")
    hit = reduce(or_, (Q(**{f"{place}__icontains": word}) for place in places))
    rows = Clause.objects.filter(hit, version__in=version).order_by("version__regulation_id", "-version__version", "position").distinct()
    names = ("id", "version__number", "version__regulation__short_title", "label", "gist")
    names += ("version__regulation_id", "version__version", "position")  # what is ordered by must be selected where rows are distinct
    return [Hit(row[0], f"{row[1] or row[2]} {row[3]}", row[4][:120]) for row in rows.values_list(*names)[: SHOWN + 1]]


def _records(word: str, by: Acting, today: date) -> list[Hit]:
    if not may(by, Permission.ENTRY_READ, None):
        return []
    newest = Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    seen = Entry.objects.filter(visible(by, Permission.ENTRY_READ, "unit__path"), pk__gt=newest - RECORDS_BACK, voided_at=None)
    rows = seen.filter(Q(title__icontains=word) | Q(number__startswith=word)).order_by("-pk")
    return [
        Hit(key, title, f"{unit} · {name_of(ActKind(kind))} · {on.isoformat()} · {number}")
        for key, title, unit, kind, on, number in rows.values_list("id", "title", "unit__name", "kind", "on", "number")[: SHOWN + 1]
    ]


def _kind(kind: str, level: str) -> str:
    return name_of(Level(level)) if kind == UnitKind.REGION else name_of(UnitKind(kind))


def _ended(until: date | None, today: date) -> str:
    return gettext("closed on %(day)s") % {"day": until.isoformat()} if until and until <= today else ""
