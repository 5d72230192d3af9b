"""A letter as an official paper, from what is stored with it: the same letter gives the same bytes. Always in Chinese."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.core.letter import LetterOrder, parties
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.letters.models import Letter

PRINTED = "zh-hans"
NUMERALS = "一二三四五六"


def default_preamble(year: int) -> str:
    """What a letter says before its lists, unless the issuer writes it otherwise."""
    with override(PRINTED):
        return pgettext(
            "letter",
            "Issuer and holder agree on the responsibility for clean government in %(year)s.\n"
            "This letter names only what stands in the responsibility list and in the tasks of the year; it adds no task.\n"
            "The holder answers for what is named. The issuer answers for the issuer's own items below, supports the holder in the "
            "work, and does not pass the issuer's own responsibility on by this letter.",
        ) % {"year": year}


def letter_paper(letter: Letter) -> Paper:
    """The letter with its two places to sign, in the order of signing. Units, posts, persons and the permit's clause should be loaded."""
    with override(PRINTED):
        blocks: list[Block] = [Facts(_facts(letter))]
        blocks += [Paragraph(line.strip()) for line in letter.preamble.splitlines() if line.strip()]
        content = letter.content
        sections: list[tuple[str, Block]] = []
        if content["duties"]:
            sections.append((pgettext("letter", "What the holder answers for"), _items(content["duties"])))
        if content["tasks"]:
            sections.append((pgettext("letter", "Tasks of the year"), _tasks(content["tasks"])))
        if content["own"]:
            sections.append((pgettext("letter", "What the issuer answers for"), _items(content["own"])))
        for numeral, (title, grid) in zip(NUMERALS, sections, strict=False):
            blocks += [Heading(f"{numeral}、{title}"), grid]
        return Paper(
            title=pgettext("letter", "Responsibility letter for clean government %(year)s") % {"year": letter.year},
            blocks=tuple(blocks), issuer=letter.issuer_unit.name, day=letter.day, signatures=_boxes(letter),
            note=pgettext("letter", "Letter No. %(number)s. Basis: %(clause)s.") % {"number": letter.pk, "clause": clause_of(letter)},
        )


def clause_of(letter: Letter) -> str:
    """The clause that permits the letter, as people cite it."""
    return f"{letter.permit.version.regulation.short_title} {letter.permit.clause.label}"


def _facts(letter: Letter) -> tuple[tuple[str, str], ...]:
    return (
        (pgettext("letter", "Issuer"), f"{letter.issuer_unit.name} {letter.issuer_post.title} {letter.issuer_person.name}"),
        (pgettext("letter", "Holder"), f"{letter.holder_unit.name} {letter.holder_post.title} {letter.holder_person.name}"),
        (pgettext("letter", "Year"), str(letter.year)),
        (pgettext("letter", "Basis"), clause_of(letter)),
    )


def _items(rows: list[list[str]]) -> Grid:
    columns = (
        Column(pgettext("letter", "No."), 0.5, "center"), Column(pgettext("letter", "Item"), 5), Column(pgettext("letter", "Basis"), 3),
    )
    return Grid(columns, tuple((str(number), *row) for number, row in enumerate(rows, 1)))


def _tasks(rows: list[list[str]]) -> Grid:
    columns = (
        Column(pgettext("letter", "No."), 0.5, "center"), Column(pgettext("letter", "Task"), 3), Column(pgettext("letter", "Target"), 4),
        Column(pgettext("letter", "By"), 1.6, "center"),
    )
    return Grid(columns, tuple((str(number), row[0], row[1], _day(row[2])) for number, row in enumerate(rows, 1)))


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"


def _boxes(letter: Letter) -> tuple[SignatureBox, ...]:
    seats = {
        "holder": (pgettext("letter", "Holder"), letter.holder_unit.name, letter.holder_post.title, letter.holder_person.name),
        "issuer": (pgettext("letter", "Issuer"), letter.issuer_unit.name, letter.issuer_post.title, letter.issuer_person.name),
    }
    return tuple(
        SignatureBox(party, f"{seats[party][0]}（{seats[party][1]} {seats[party][2]}）", seats[party][3])
        for party in parties(LetterOrder(letter.order))
    )
