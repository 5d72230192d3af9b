"""Lists as official papers. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext, override, pgettext

from liangze.core.words import Role
from liangze.documents.paper import Column, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.lists.models import ListVersion, Part
from liangze.lists.queries.book import Book
from liangze.lists.queries.coverage import Covered, Deadline, ListCoverage
from liangze.lists.queries.items import with_sources
from liangze.lists.queries.rows import ItemRow, rows_of
from liangze.lists.queries.signers import signers
from liangze.organisation.words import name_of

PRINTED = "zh-hans"


def version_paper(version: ListVersion, day: date) -> Paper:
    """The list as it is signed: five columns, and a place for each seat that signs. Two statements."""
    with override(PRINTED):
        of = version.list
        rows = tuple(row for row in rows_of(with_sources(version.items.all())) if not row.left_out)
        names = {"unit": of.unit.name, "year": of.year, "role": name_of(Role(of.role))}
        return Paper(
            title=pgettext("paper", "%(unit)s: responsibility list for %(year)s") % names,
            subtitle=pgettext("paper", "(%(role)s)") % names, issuer=of.unit.name, day=day, blocks=(grid(rows),), wide=True,
            signatures=tuple(SignatureBox(seat.box, seat.title, seat.name) for seat in signers(of, day)),
            note=pgettext("paper", "Version %(number)s, %(items)s items.") % {"number": version.number, "items": len(rows)},
        )


def book_paper(found: Book, day: date) -> Paper:
    """All lists of a unit as one paper. No statement."""
    with override(PRINTED):
        numerals = ("一", "二")
        blocks: list[Heading | Grid | Paragraph] = []
        for numeral, part in zip(numerals, found.parts, strict=False):
            blocks.append(Heading(f"{numeral}、{Part(part.key).label}"))
            for number, chapter in enumerate(part.chapters, 1):
                blocks.append(Heading(f"（{_numeral(number)}）{name_of(Role(chapter.role))}", 2))
                blocks.append(grid(chapter.standing) if chapter.standing else Paragraph(gettext("No item.")))
        names = {"unit": found.unit.name, "year": found.year}
        return Paper(
            title=pgettext("paper", "%(unit)s: responsibility lists for %(year)s") % names, issuer=found.unit.name, day=day,
            blocks=tuple(blocks), wide=True, note=pgettext("paper", "As of %(day)s.") % {"day": _day(day)},
        )


def coverage_paper(found: ListCoverage, day: date) -> Paper:
    """How many units have their lists, by level and by unit directly below, against the clause of the deadline. No statement."""
    with override(PRINTED):
        blocks: list[Paragraph | Grid] = [Paragraph(_deadline(found.deadline))]
        levels = (*found.levels, replace(found.total, name=pgettext("paper", "Sum")))
        blocks.append(_covered(pgettext("paper", "Level"), pgettext("paper", "By level"), levels))
        if found.children:
            blocks.append(_covered(pgettext("paper", "Unit"), pgettext("paper", "Units directly below"), found.children))
        return Paper(
            title=pgettext("paper", "%(unit)s: coverage of responsibility lists, %(year)s") % {"unit": found.unit.name, "year": found.year},
            issuer=found.unit.name, day=day, blocks=tuple(blocks), note=pgettext("paper", "As of %(day)s.") % {"day": _day(day)},
        )


def grid(rows: tuple[ItemRow, ...]) -> Grid:
    """Number, item, where it is written, cadence, proof."""
    return Grid(
        (
            Column(pgettext("paper", "No."), 0.5, "center"), Column(pgettext("paper", "Item"), 3.5),
            Column(pgettext("paper", "Basis"), 3.2),
            Column(pgettext("paper", "How often, by when"), 1.7), Column(pgettext("paper", "Proof"), 1.8),
        ),
        tuple((str(row.number), _item(row), _basis(row), row.cadence, row.proof) for row in rows),
    )


def _deadline(deadline: Deadline | None) -> str:
    if deadline is None:
        return gettext("No installed rule in force here names a day by which lists are due in this year.")
    said = {"clause": f"{deadline.clause.cited}{deadline.clause.label}", "day": _day(deadline.due), "title": deadline.title}
    return pgettext("paper", "Due by %(day)s under %(clause)s: %(title)s.") % said


def _covered(first: str, caption: str, rows: tuple[Covered, ...]) -> Grid:
    """Each column counts units; signed ones count as drafted too, published ones as signed."""
    names = (
        first, pgettext("paper", "Owed"), pgettext("paper", "Drafted"), pgettext("paper", "Signed"), pgettext("paper", "Published"),
        pgettext("paper", "Missing"),
    )
    columns = tuple(Column(name, 1.0 if at else 2.5, "right" if at else "left") for at, name in enumerate(names))
    cells = ((row.units, row.drafted, row.signed, row.published, row.missing) for row in rows)
    return Grid(columns, tuple((row.name, *map(str, counts)) for row, counts in zip(rows, cells, strict=True)), caption)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _item(row: ItemRow) -> str:
    return f"{row.title}\n{row.measures}" if row.measures else row.title


def _basis(row: ItemRow) -> str:
    return row.basis or "\n".join(f"{clause.cited}{clause.label}" for clause in row.clauses)


def _numeral(number: int) -> str:
    return "零一二三四五六七八九十"[number]
