"""One width for every character, one for one, so that offsets into the source stay what they are."""

from __future__ import annotations

_TABLE: dict[int, str] = {}
for _code in range(0xFF10, 0xFF1A):  # digits
    _TABLE[_code] = chr(_code - 0xFEE0)
for _code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):  # letters
    _TABLE[_code] = chr(_code - 0xFEE0)
for _from, _to in zip(",;:!?()", "，；：！？（）", strict=True):  # punctuation goes the other way, as Chinese prints it
    _TABLE[ord(_from)] = _to
for _odd in "\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\t\v\f\u202f\u2060":
    _TABLE[ord(_odd)] = " "
_TABLE |= {ord("．"): ".", ord("｡"): "。", ord("､"): "、", ord("〇"): "零", ord("○"): "零"}
_TABLE |= {ord("－"): "-", ord("—"): "-", ord("–"): "-", ord("―"): "-", ord("～"): "-", ord("~"): "-", ord("至"): "至"}
_TABLE |= {ord("\r"): "\n", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n"}
_TABLE |= {ord("*"): " ", ord("＊"): " "}  # Markdown marks that web pages leave behind


def one_width(text: str) -> str:
    """`text` with ASCII digits and letters, Chinese punctuation and plain spaces; same length."""
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """`text` without white space and Markdown marks."""
    return "".join(text.replace("*", " ").split())
