"""What joins a unit with others on a day: portfolios, coverage, stationings, in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from liangze.organisation.models import Coverage, CoverageKind, Portfolio, Stationing, WorkArea
from liangze.organisation.policy.acting import in_force

#: area, portfolio, follows: what the unit's own seats have; run_by, followed_by: what seats elsewhere have over it;
#: supervises, supervised_by: stationings.
WHATS = ("area", "portfolio", "follows", "run_by", "followed_by", "supervises", "supervised_by")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation in force on the day.

    thing, number  what `actions` end or correct it by.  word  the area or kind as a code word, `name` for people.
    seat_unit, target  the units on both sides; `target_id` None for an area of work.
    holder  who holds the seat that day, for the unit's own seats.
    """

    what: str
    thing: str
    number: int
    post_id: int | None
    seat: str
    seat_unit_id: int | None
    seat_unit: str
    word: str
    name: str
    target_id: int | None
    target: str
    since: date
    until: date | None
    holder: str = ""


COLUMNS = ("what", "number", "post", "seat", "seat_unit", "seat_unit_name", "word", "target", "target_name", "begins", "ends")
THINGS = {"area": "portfolio", "run_by": "portfolio", "follows": "coverage", "followed_by": "coverage"}


def relations_of(unit_id: int, on: date) -> dict[str, tuple[Relation, ...]]:
    """All relations of the unit that day, by what they are; one statement."""
    charges, followed = Portfolio.objects.filter(in_force(on)), Coverage.objects.filter(in_force(on))
    stationed = Stationing.objects.filter(in_force(on))
    parts = [
        of_seat("area", charges.filter(post__unit_id=unit_id, unit=None), F("area")),
        of_seat("portfolio", charges.filter(post__unit_id=unit_id, unit__isnull=False), Value("")),
        of_seat("follows", followed.filter(post__unit_id=unit_id), F("kind")),
        of_seat("run_by", charges.filter(unit_id=unit_id), Value("")),
        of_seat("followed_by", followed.filter(unit_id=unit_id), F("kind")),
        of_group("supervises", stationed.filter(group_id=unit_id)),
        of_group("supervised_by", stationed.filter(unit_id=unit_id)),
    ]
    found: dict[str, list[Relation]] = {what: [] for what in WHATS}
    for row in parts[0].union(*parts[1:], all=True).order_by("what", "begins", "number"):
        relation = shown(dict(zip(COLUMNS, row, strict=True)))
        found[relation.what].append(relation)
    return {what: tuple(rows) for what, rows in found.items()}


def of_seat(what: str, rows: QuerySet[Any], word: Any) -> QuerySet[Any]:
    """Portfolios or coverage in the columns of the union."""
    return rows.order_by().annotate(
        what=Value(what), number=F("id"), seat=F("post__title"), seat_unit=F("post__unit_id"), seat_unit_name=F("post__unit__name"),
        word=Cast(word, CharField()), target=F("unit_id"), target_name=F("unit__name"), begins=F("since"), ends=F("until"),
    ).values_list("what", "number", "post_id", *COLUMNS[3:])  # fmt: skip


def of_group(what: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Stationings in the columns of the union: the group on the side of the seat."""
    return rows.order_by().annotate(
        what=Value(what), number=F("id"), seat=Value(""), seat_unit=F("group_id"), seat_unit_name=F("group__name"),
        word=Value("", output_field=CharField()), target=F("unit_id"), target_name=F("unit__name"), begins=F("since"), ends=F("until"),
        no_post=Value(None, output_field=BigIntegerField()),
    ).values_list("what", "number", "no_post", *COLUMNS[3:])  # fmt: skip


def shown(row: dict[str, Any]) -> Relation:
    """A row of the union for people."""
    what, word = row["what"], row["word"] or ""
    name = str(WorkArea(word).label) if what == "area" else str(CoverageKind(word).label) if word else ""
    thing = THINGS.get(what, "stationing" if what.startswith("supervis") else "portfolio")
    return Relation(
        what, thing, row["number"], row["post"], row["seat"] or "", row["seat_unit"], row["seat_unit_name"] or "", word, name,
        row["target"], row["target_name"] or "", row["begins"], row["ends"],
    )  # fmt: skip
