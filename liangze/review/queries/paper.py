"""A review as an official paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import override, pgettext

from liangze.core.review import Verdict
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.review.models import Review
from liangze.review.queries.items import Item
from liangze.review.words import verdict_name

PRINTED = "zh-hans"
CHAIR = "chair"


def review_paper(review: Review, items: Sequence[Item], *, opinion: str, day: date) -> Paper:
    """All items with state, decision and opinion, the sums before them, a place for the chair to sign.

    `review` comes with unit, chair and `chair_name`; items are in the language of papers (read them inside `override(PRINTED)`).
    """
    with override(PRINTED):
        chair = f"{review.chair.unit.name}{review.chair.title}"
        names = {"unit": review.unit.name, "year": review.year}
        sums = Counter(item.taken.verdict if item.taken else "" for item in items)
        said = [f"{verdict_name(each)} {sums[each.value]} 项" for each in Verdict]
        if sums[""]:
            said.append(pgettext("review paper", "not decided %(n)s") % {"n": sums[""]})
        blocks: list[Block] = [
            Facts((
                (pgettext("review paper", "Unit reviewed"), review.unit.name),
                (pgettext("review paper", "Held on"), _day(review.held_on)),
                (pgettext("review paper", "Chair"), f"{chair} {review.chair_name or ''}".strip()),  # type: ignore[attr-defined]  # annotated
                (pgettext("review paper", "Items"), pgettext("review paper", "%(n)s in all: ") % {"n": len(items)} + "，".join(said)),
                (pgettext("review paper", "Opinion on the whole"), opinion or "—"),
            ))
        ]
        number = 0
        for place, (group, rows) in enumerate(groupby(items, key=lambda item: item.group)):
            cells = []
            for item in rows:
                number += 1
                cells.append(_cells(number, item))
            blocks += [Heading(f"{_numeral(place + 1)}、{group}"), Grid(_columns(), tuple(cells))]
        if not items:
            blocks.append(Paragraph(pgettext("review paper", "No item.")))
        return Paper(
            title=pgettext("review paper", "%(unit)s: year-end review of the responsibility for clean government, %(year)s") % names,
            issuer=review.chair.unit.name, day=day, blocks=tuple(blocks), wide=True,
            signatures=(SignatureBox(CHAIR, pgettext("review paper", "Chair"), review.chair_name or ""),),  # type: ignore[attr-defined]
            note=pgettext("review paper", "Review No. %(n)s of the year.") % {"n": review.number},
        )


def _columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("review paper", "No."), 0.5, "center"), Column(pgettext("review paper", "Item"), 3.6),
        Column(pgettext("review paper", "Basis"), 2.6), Column(pgettext("review paper", "Who"), 1.6),
        Column(pgettext("review paper", "Due day"), 1.3, "center"), Column(pgettext("review paper", "State"), 1.2, "center"),
        Column(pgettext("review paper", "Decision"), 1.2, "center"), Column(pgettext("review paper", "Opinion"), 3),
    )


def _cells(number: int, item: Item) -> tuple[str, ...]:
    title = f"{item.title}（{item.period}）" if item.period else item.title
    basis = f"{item.clause.cited}{item.clause.label}" if item.clause else item.basis
    taken = item.taken
    said = f"{taken.opinion}（{taken.by}）" if taken and taken.opinion else taken.by if taken else ""
    return str(number), title, basis, item.who, _day(item.due), item.state_name, taken.name if taken else "", said


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _numeral(number: int) -> str:
    """1 to 99 as 一 to 九十九."""
    digits, (tens, ones) = "零一二三四五六七八九", divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones or not tens else "")
