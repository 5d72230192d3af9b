"""All lists of the units directly below one, as files with an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import override, pgettext

from liangze.core.errors import Conflict, NotFound, Refusal
from liangze.core.words import Level, UnitKind
from liangze.documents.official import pdf
from liangze.documents.paper import Column, Grid, Paper
from liangze.lists.queries.book import book
from liangze.lists.queries.coverage import NONE, rank_in
from liangze.lists.queries.paper import PRINTED, book_paper
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, visible
from liangze.organisation.policy.acting import in_force
from liangze.organisation.words import name_of

MOST = 200  # units in one zip: each is a paper of its own, made while somebody waits for it


def level_files(*, unit_id: int, year: int, by: Acting, today: date) -> tuple[Paper, Iterator[tuple[str, Callable[[], bytes]]]]:
    """The index of the units directly below, with those that have no list, and for each that has some one PDF of them all.

    Two statements, and those of `book` for each file, when it is made. Raises NotFound for a unit whose lists the person may not
    read, Refusal for more than MOST units with lists, Conflict for none.
    """
    unit = Unit.objects.filter(visible(by, Permission.LIST_READ), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those whose lists you may read.", remedy="Look for it in the units.")
    below = Unit.objects.filter(visible(by, Permission.LIST_READ), parent=unit).annotate(rank=rank_in(year))
    rows: list[Any] = list(below.filter((in_force(today) & ~Q(kind=UnitKind.OFFICE)) | Q(rank__gt=NONE)).order_by("position", "code"))
    listed = [row for row in rows if row.rank > NONE]
    if not listed:
        raise Conflict("No unit directly below has lists in this year.", remedy="Draft them first, or choose another year.")
    if len(listed) > MOST:
        raise Refusal(
            "%(n)s units directly below have lists; one zip takes at most %(most)s.", params={"n": len(listed), "most": MOST},
            remedy="Take the lists out on the pages of the units themselves.",
        )
    files = ((f"{number:03}-{row.name}.pdf", partial(_printed, row.pk, year, by, today)) for number, row in enumerate(listed, 1))
    return _index(unit, year, rows, today), files


def _printed(unit_id: int, year: int, by: Acting, today: date) -> bytes:
    with override(PRINTED):  # files are made after the request is answered: its language is not there any more
        return pdf(book_paper(book(unit_id=unit_id, year=year, by=by, today=today), today)).content


def _index(unit: Unit, year: int, rows: list[Any], today: date) -> Paper:
    with override(PRINTED):
        stands = (
            pgettext("level index", "no list"), pgettext("level index", "drafted"), pgettext("level index", "all signed"),
            pgettext("level index", "all published"),
        )
        columns = (
            Column(pgettext("paper", "No."), 0.5, "center"), Column(pgettext("paper", "Unit"), 3), Column(pgettext("paper", "Level"), 1),
            Column(pgettext("paper", "So far"), 1.2),
        )
        cells = ((str(number), row.name, name_of(Level(row.level)), stands[row.rank]) for number, row in enumerate(rows, 1))
        return Paper(
            title=pgettext("paper", "%(unit)s: lists of the units directly below, %(year)s") % {"unit": unit.name, "year": year},
            issuer=unit.name, day=today, blocks=(Grid(columns, tuple(cells), pgettext("level index", "Units")),),
        )
