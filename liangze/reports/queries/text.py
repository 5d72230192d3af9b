"""The text of a version as pages and papers show it: paragraphs in pieces, each figure with its value then and now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liangze.core.figures import Placed, Traced, trace
from liangze.reports.models import Version


@dataclass(frozen=True, slots=True)
class FigureSeen:
    """A figure in the text. value  as drafted.  written  what the text says, "" where it was left out.  now  None: not asked.

    by_hand  changed in the text; `reason` says why.  moved  the records say otherwise now.
    """

    key: str
    name: str
    value: int
    written: str
    reason: str
    now: int | None
    page: str
    args: tuple[int, ...]
    query: Mapping[str, str]

    @property
    def gone(self) -> bool:
        return not self.written

    @property
    def by_hand(self) -> bool:
        return bool(self.written) and self.written != str(self.value)

    @property
    def moved(self) -> bool:
        return self.now is not None and self.now != self.value

    @property
    def unexplained(self) -> bool:
        return self.by_hand and not self.reason


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a figure in them."""

    text: str
    figure: FigureSeen | None = None


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """A section: its paragraphs in pieces, and the figures of the draft with what became of them."""

    key: str
    title: str
    text: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    figures: tuple[FigureSeen, ...]


def sections_seen(
    version: Version, now: Mapping[str, int] | None = None, texts: Mapping[str, str] | None = None, reasons: Mapping[str, str] | None = None
) -> tuple[SectionSeen, ...]:
    """The sections of a version. now  values of today.  texts, reasons  in the place of those stored: what stands in a form."""
    why = version.reasons if reasons is None else reasons
    return tuple(_section(version, section, now, texts or {}, why) for section in version.sections)


def figures_seen(sections: tuple[SectionSeen, ...]) -> tuple[FigureSeen, ...]:
    return tuple(figure for section in sections for figure in section.figures)


def _section(
    version: Version, section: Mapping[str, Any], now: Mapping[str, int] | None, texts: Mapping[str, str], reasons: Mapping[str, str]
) -> SectionSeen:
    text = texts.get(section["key"], section["text"])
    rows = {row["key"]: row for row in version.figures if row["section"] == section["key"]}
    placed = [Placed(row["key"], row["start"], row["end"]) for row in rows.values()]
    traced = trace(section["drafted"], placed, text)
    seen = {each.key: _seen(rows[each.key], each, reasons, now) for each in traced}
    spots = sorted(((each.start, each.end, seen[each.key]) for each in traced if not each.gone), key=lambda spot: spot[0])
    return SectionSeen(section["key"], section["title"], text, _paragraphs(text, spots), tuple(seen.values()))


def _seen(row: Mapping[str, Any], each: Traced, reasons: Mapping[str, str], now: Mapping[str, int] | None) -> FigureSeen:
    return FigureSeen(
        each.key, row["name"], row["value"], each.written, reasons.get(each.key, "") if each.written != str(row["value"]) else "",
        None if now is None else now.get(each.key, 0), row["page"], tuple(row["args"]), row["query"],
    )


def _paragraphs(text: str, spots: list[tuple[int, int, FigureSeen]]) -> tuple[tuple[Piece, ...], ...]:
    found, at = [], 0
    for line in text.split("\n"):
        pieces, place, end = [], at, at + len(line)
        for start, stop, figure in spots:
            if at <= start and stop <= end:
                if start > place:
                    pieces.append(Piece(text[place:start]))
                pieces.append(Piece(text[start:stop], figure))
                place = stop
        if place < end:
            pieces.append(Piece(text[place:end]))
        if pieces:
            found.append(tuple(pieces))
        at = end + 1
    return tuple(found)
