"""Plain text in any usual Chinese encoding."""

from __future__ import annotations

import codecs
import re

from liangze.reading import errors, limits

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Characters that any regulation is full of, simplified and traditional: what a wrong encoding does not hit.
_COMMON = frozenset("的和是在为為要一不有对對会會委党黨工作部年月责責任人国國大上下中以及进進行第条條")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 65_536


def load(source: bytes) -> str:
    if len(source) > limits.TEXT_BYTES:
        raise errors.too_large(size=len(source), limit=limits.TEXT_BYTES)
    text = decode(source).replace("\r\n", "\n").replace("\r", "\n")
    start = text[:_SAMPLE]
    if len(_CONTROL.findall(start)) > max(2, len(start) // 200):
        raise errors.unknown_type()
    return text.replace("\0", " ")


def decode(source: bytes) -> str:
    """Bytes as text: byte order mark, UTF-8, UTF-16 without a mark, GB18030 (GBK, GB2312), Big5."""
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return source.decode(encoding, "replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is still UTF-8.
        if error.start >= len(source) - 3 and error.start > 8:
            return source[: error.start].decode("utf-8")
    wide = _wide(source)
    if wide:
        return source.decode(wide, "replace")
    return _chinese(source)


def _wide(source: bytes) -> str | None:
    """UTF-16 without a mark: newlines and ASCII show up as zero bytes on one side only."""
    start = source[:_SAMPLE]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 200 < len(start) or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _chinese(source: bytes) -> str:
    best, most = "", 0.0
    for encoding in ("gb18030", "big5hkscs"):
        sample = source[:_SAMPLE].decode(encoding, "replace")
        wrong = sample.count("\ufffd")
        score = (sum(c in _COMMON for c in sample) - 5 * wrong) / (len(sample) or 1)
        if score > most:
            best, most = encoding, score
    if best and most > 0.02:
        return source.decode(best, "replace")
    try:
        return source.decode("gb18030")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # a slow guess for what no usual encoding explains

    guess = from_bytes(source[:_SAMPLE]).best()
    if guess is None:
        raise errors.unknown_encoding()
    return source.decode(guess.encoding, "replace")
