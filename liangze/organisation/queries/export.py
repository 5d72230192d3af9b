"""Everything that a person may see of the organisation, as rows of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.db.models import QuerySet

from liangze.organisation.models import Appointment, Coverage, Person, Portfolio, Post, Stationing, Unit
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.workbook.layout import BY_KEY
from liangze.organisation.workbook.writing import Rows, write_export

READ = Permission.ORGANISATION_READ
AT_A_TIME = 5_000
SEAT_PATH = "post__unit__path"

#: What stands in each column, in the sheet's order. Relations that point outside one's sight keep the code only.
FIELDS: dict[str, tuple[str, ...]] = {
    "units": ("code", "name", "parent__code", "kind", "level", "party_organ", "discipline_organ", "position", "since", "until"),
    "posts": ("unit__code", "code", "role", "title", "position", "since", "until", "unit__name"),
    "people": ("number", "name"),
    "appointments": (
        "person__number", "post__unit__code", "post__code", "since", "until", "person__name", "post__unit__name", "post__title",
    ),
    "portfolios": (
        "post__unit__code", "post__code", "unit__code", "area", "since", "until", "unit__name", "post__unit__name", "post__title",
    ),
    "coverages": (
        "post__unit__code", "post__code", "unit__code", "kind", "since", "until", "unit__name", "post__unit__name", "post__title",
    ),
    "stationings": ("group__code", "unit__code", "since", "until", "group__name", "unit__name"),
}  # fmt: skip


def rows_of(by: Acting) -> dict[str, Rows]:
    """The rows of each sheet, streamed from the database as they are asked for.

    The unit at the top of what one sees is written without its parent when the parent is out of sight.
    """
    mine = Appointment.objects.filter(visible(by, READ, SEAT_PATH))
    charges, followed = Portfolio.objects.filter(visible(by, READ, SEAT_PATH)), Coverage.objects.filter(visible(by, READ, SEAT_PATH))
    sets: dict[str, QuerySet[Any]] = {
        "units": Unit.objects.filter(visible(by, READ)).order_by("path"),
        "posts": Post.objects.filter(visible(by, READ, "unit__path")).order_by("unit__path", "position", "code"),
        "people": (Person.objects.all() if by.is_console else Person.objects.filter(pk__in=mine.values("person_id"))).order_by("number"),
        "appointments": mine.order_by("post__unit__path", "post__position", "post__code", "since"),
        "portfolios": charges.order_by("post__unit__path", "post__code", "since", "id"),
        "coverages": followed.order_by("post__unit__path", "post__code", "since", "id"),
        "stationings": Stationing.objects.filter(visible(by, READ, "unit__path"), visible(by, READ, "group__path")).order_by(
            "group__path", "since", "id"
        ),
    }
    return {key: streamed(rows, FIELDS[key]) for key, rows in sets.items()}


def streamed(rows: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The rows one after the other, a few thousand at a time from the database."""
    yield from rows.values_list(*fields).iterator(chunk_size=AT_A_TIME)


def export_workbook(*, by: Acting, target: BinaryIO | Path) -> dict[str, int]:
    """Write everything in sight into one workbook that can be imported as it is; rows by sheet. Raises NotAllowed."""
    demand(by, READ, None)
    counts = dict.fromkeys(BY_KEY, 0)
    write_export(target, rows_of(by), on_sheet=counts.__setitem__)
    return counts
