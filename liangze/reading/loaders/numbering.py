"""The numbers that Word prints before paragraphs but does not keep in their text."""

from __future__ import annotations

import re
from typing import Any

from liangze.reading.numerals import chinese

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")


class Numbering:
    """Counts the automatic numbers of one document, paragraph by paragraph in reading order."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # numId → level → format, text, start
        self.abstract_of: dict[str, str] = {}
        self.style_number: dict[str, tuple[str, int]] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self._read_numbering(document)
        self._read_styles(document)

    def _read_numbering(self, document: Any) -> None:
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {}
        for item in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in item.iter(f"{_W}lvl"):
                levels[int(level.get(f"{_W}ilvl", "0"))] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1") or 1),
                )
            abstract[item.get(f"{_W}abstractNumId")] = levels
        for number in root.iter(f"{_W}num"):
            key, of = number.get(f"{_W}numId"), _value(number, "abstractNumId", "")
            levels = dict(abstract.get(of, {}))
            overridden = False
            for change in number.iter(f"{_W}lvlOverride"):
                at, start = int(change.get(f"{_W}ilvl", "0")), _value(change, "startOverride", "")
                if start and at in levels:
                    levels[at] = (*levels[at][:2], int(start))
                    overridden = True
            self.levels[key] = levels
            self.abstract_of[key] = key if overridden else f"abstract {of}"  # nums of one abstract go on counting

    def _read_styles(self, document: Any) -> None:
        for style in document.styles.element.iter(f"{_W}style"):
            found = _num_pr(style)
            if found:
                self.style_number[style.get(f"{_W}styleId")] = found

    def label(self, paragraph: Any, *, has_text: bool) -> str:
        """What Word prints before this paragraph, or an empty text."""
        found = _num_pr(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self.style_number.get(style.get(f"{_W}val")) if style is not None else None
        if found is None or not has_text:
            return ""
        key, at = found
        levels = self.levels.get(key)
        if not levels or at not in levels:
            return ""
        counts = self.counters.setdefault(self.abstract_of[key], {})
        counts[at] = counts.get(at, levels[at][2] - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        if levels[at][0] in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: self._number(levels, counts, int(place.group(1)) - 1), levels[at][1])

    @staticmethod
    def _number(levels: dict[int, tuple[str, str, int]], counts: dict[int, int], at: int) -> str:
        form, _, start = levels.get(at, ("decimal", "", 1))
        value = counts.get(at, start)
        if "hinese" in form or "ideograph" in form.lower() or "japanese" in form or "Korean" in form:
            return "①②③④⑤⑥⑦⑧⑨⑩"[value - 1] if form == "ideographEnclosedCircle" and value <= 10 else chinese(value)
        if form.startswith("decimalEnclosedCircle") and value <= 20:
            return chr(0x2460 + value - 1)
        if form in ("lowerLetter", "upperLetter"):
            return chr((97 if form == "lowerLetter" else 65) + (value - 1) % 26)
        return str(value)


def _value(element: Any, tag: str, default: str) -> str:
    found = element.find(f"{_W}{tag}")
    return default if found is None else found.get(f"{_W}val", default)


def _num_pr(element: Any) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    key = _value(properties, "numId", "")
    return (key, int(_value(properties, "ilvl", "0"))) if key and key != "0" else None
