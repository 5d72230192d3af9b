"""Words made fit to be written into a file: what no typeface shows, what hides, what never breaks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from liangze.documents.official import typefaces

#: 缺字符: printed instead of a character that no installed typeface has, as compositors do.
MISSING = "〓"
_BREAK = "\u200b"
_LONG = re.compile(r"[!-~]{13,}")
_NUMBER = re.compile(r"[\[(（【〔［](\d{4})[\])）】〕］]")

#: What XML 1.0 cannot hold, and the marks that turn the direction of what is read.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Words that an office file can hold and that read as they are stored; line ends as \\n."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(text: str) -> str:
    """Controls, direction marks, joiners and variation selectors are dropped (they could make the print differ from what is
    stored), line ends become \\n, what cannot be shown becomes 〓, and long runs of Latin letters may break every 12 characters."""
    known = typefaces.characters()
    shown = "".join(_shown(character, known) for character in text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LONG.sub(lambda run: _BREAK.join(run[0][at : at + 12] for at in range(0, len(run[0]), 12)), shown)


def numbered(text: str) -> str:
    """发文字号 with the year in 六角括号: `湖办[2015]45号` → `湖办〔2015〕45号`; 第 and leading zeros are left as written."""
    return _NUMBER.sub(r"〔\1〕", text, count=1)


def dated(day: date | None) -> str:
    """成文日期 in Arabic numerals, without leading zeros; empty when there is none."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def _shown(character: str, known: frozenset[int]) -> str:
    if character == "\n" or (" " <= character <= "~"):
        return character
    kind = unicodedata.category(character)
    if character in "\t\u2028\u2029" or kind == "Zs":
        return " " if character != "\u3000" else character
    if kind in ("Cc", "Cf", "Cs", "Cn") or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    return character if kind != "Co" and ord(character) in known else MISSING
