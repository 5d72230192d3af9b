"""A hearing's record as an official paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override, pgettext

from liangze.core.numerals import numeral
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph
from liangze.hearings.queries.page import HearingPage
from liangze.hearings.queries.results import BallotView, OfScale

PRINTED = "zh-hans"


def hearing_paper(page: HearingPage) -> Paper:
    """Head data, then what was set, reported, asked, appraised. `page` read inside `override(PRINTED)`."""
    with override(PRINTED):
        hearing = page.hearing
        parts: list[tuple[str, list[Block]]] = [
            (pgettext("hearing paper", "Themes set beforehand"), _themes(page)),
            (pgettext("hearing paper", "Reports"), _reports(page)),
            (pgettext("hearing paper", "Questions and answers"), _questions(page)),
            (pgettext("hearing paper", "Comments on the spot"), _comments(page)),
        ]
        title = pgettext("hearing paper", "Democratic appraisal, ballot %(n)s")
        parts += [(title % {"n": each.ballot.number}, _ballot(each)) for each in page.ballots]
        blocks: list[Block] = [
            Facts((
                (pgettext("hearing paper", "Held by"), f"{hearing.unit.name}{hearing.holder.title}"),
                (pgettext("hearing paper", "Day"), _day(hearing.held_on)), (pgettext("hearing paper", "Place"), hearing.place or "—"),
                (pgettext("hearing paper", "Reporting"), "、".join(each.name for each in page.reporters)),
                (pgettext("hearing paper", "Agenda"), hearing.agenda or "—"),
            ))
        ]
        for place, (name, content) in enumerate(parts, 1):
            blocks += [Heading(f"{numeral(place)}、{name}"), *(content or [Paragraph(pgettext("hearing paper", "None."))])]
        return Paper(title=hearing.title, issuer=hearing.unit.name, day=hearing.held_on, blocks=tuple(blocks))


def _themes(page: HearingPage) -> list[Block]:
    return [
        Paragraph(f"{n}.{each['text']}（{each['put_by']}，{_day(each['put_on'])}{_about(each)}）") for n, each in enumerate(page.themes, 1)
    ]


def _about(row: object) -> str:
    who = row["who"]  # type: ignore[index]
    return f"，{who}" if who else ""


def _reports(page: HearingPage) -> list[Block]:
    found: list[Block] = []
    for n, each in enumerate(page.reporters, 1):
        found.append(Heading(f"（{numeral(n)}）{each.name}", 2))
        if each.on is None:
            found.append(Paragraph(pgettext("hearing paper", "Did not report.")))
            continue
        text = each.report or pgettext("hearing paper", "See the files: %(names)s") % {"names": "、".join(file.name for file in each.files)}
        found += [Paragraph(f"{_day(each.on)}：{line}" if not at else line) for at, line in enumerate(text.splitlines() or [text])]
    return found


def _questions(page: HearingPage) -> list[Block]:
    found: list[Block] = []
    for each in page.reporters:
        for put in each.questions:
            found.append(Paragraph(f"{put.asked_by}{pgettext('hearing paper', ' asks ')}{each.name}：{put.text}"))
            if put.answer and put.answered_on:
                found.append(Paragraph(f"{pgettext('hearing paper', 'Answer')}（{_day(put.answered_on)}）：{put.answer}"))
            elif put.promised_for:
                found.append(Paragraph(pgettext("hearing paper", "The answer is promised for %(day)s.") % {"day": _day(put.promised_for)}))
    return found


def _comments(page: HearingPage) -> list[Block]:
    return [Paragraph(f"{each['said_by']}{_about(each)}：{each['text']}") for each in page.comments]


def _ballot(view: BallotView) -> list[Block]:
    ballot = view.ballot
    if view.state != "closed":
        return [Paragraph(pgettext("hearing paper", "Not closed yet."))]
    said = pgettext("hearing paper", "Slips made %(slips)s, used %(spent)s, ballots in the box %(cast)s.")
    found: list[Block] = [Paragraph(said % {"slips": ballot.slips, "spent": ballot.spent, "cast": ballot.cast})]
    if view.too_few:
        too_few = pgettext("hearing paper", "Fewer than %(n)s ballots were cast: no result is told.")
        return [*found, Paragraph(too_few % {"n": ballot.minimum})]
    found += [grid for scale in view.scales for grid in _grid(scale)]
    found.append(Paragraph(pgettext("hearing paper", "Digest of the published list (SHA-256): ") + ballot.digest))
    return found


def _grid(scale: OfScale) -> Sequence[Block]:
    names = [bar.name for bar in next((each.bars for each in scale.answers if each.bars), ())]
    columns = (
        Column(pgettext("hearing paper", "About"), 3), *(Column(name, 1, "center") for name in names),
        Column(pgettext("hearing paper", "Abstained"), 1, "center"), Column(scale.whole.favourable_name, 1.4, "center"),
    )
    rows = []
    for each in scale.answers:
        told = (*(str(bar.n) for bar in each.bars), str(each.result.blank), f"{each.result.share}%")
        hidden = (*("—" for _ in names), "—", pgettext("hearing paper", "not told"))
        rows.append((each.subject, *(hidden if each.result.withheld else told)))
    return (Heading(scale.name, 3), Grid(columns, tuple(rows)))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
