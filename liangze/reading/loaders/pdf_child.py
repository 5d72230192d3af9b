"""Runs as a process of its own: a PDF on standard input, {"text"} or {"problem"} as JSON on standard output."""

from __future__ import annotations

import contextlib
import io
import json
import re
import resource
import sys
from collections import Counter
from typing import Any

from liangze.reading import limits

_DIGITS = re.compile(r"\d+")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_BYTES, limits.CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_CPU_SECONDS, limits.CHILD_CPU_SECONDS + 2))
    try:
        answer = read(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"problem": "memory"}
    except RecursionError:
        answer = {"problem": "memory"}
    except Exception:  # parsers of broken files raise anything; the parent says "damaged"
        answer = {"problem": "damaged"}
    json.dump(answer, sys.stdout)


def read(source: bytes) -> dict[str, Any]:
    import pdfplumber
    from pypdf import PdfReader

    with contextlib.suppress(Exception):  # pypdf is stricter than pdfminer; only its verdict on passwords is wanted here
        reader = PdfReader(io.BytesIO(source))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": "encrypted"}
    with pdfplumber.open(io.BytesIO(source)) as document:
        count = len(document.pages)
        if count > limits.PDF_PAGES:
            return {"problem": "pages", "pages": count}
        pages = []
        for page in document.pages:
            pages.append((page.height, _lines(page)))
            page.close()  # frees what it parsed
    if not any(lines for _, lines in pages):
        return {"problem": "scanned"}
    return {"text": _paragraphs(_without_margins(pages))[: limits.TEXT_CHARS + 1]}


def _lines(page: Any) -> list[dict[str, Any]]:
    found = page.extract_text_lines(return_chars=True, x_tolerance=2, y_tolerance=3)
    for line in found:
        sizes = Counter(round(char["size"], 1) for char in line["chars"])
        line["size"] = sizes.most_common(1)[0][0] if sizes else 12
        del line["chars"]
    return [line for line in found if line["text"].strip()]


def _without_margins(pages: list[tuple[float, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """All lines but headers and footers: what stands in the outer tenth of most pages, digits aside."""
    seen = Counter(_key(line, height) for height, lines in pages for line in lines if _outer(line, height))
    often = max(2, len(pages) // 2)
    kept = []
    for height, lines in pages:
        for line in lines:
            bare = _DIGITS.sub("", line["text"]).strip(" -—–·第页共/")
            if _outer(line, height) and (not bare or seen[_key(line, height)] >= often):
                continue
            kept.append(line)
    return kept


def _outer(line: dict[str, Any], height: float) -> bool:
    return bool(line["bottom"] < height * 0.1 or line["top"] > height * 0.9)


def _key(line: dict[str, Any], height: float) -> tuple[bool, str]:
    return bool(line["top"] > height / 2), _DIGITS.sub("#", line["text"])


def _paragraphs(lines: list[dict[str, Any]]) -> str:
    """Lines joined into paragraphs by their geometry: a full line goes on in the next one that is not indented."""
    if not lines:
        return ""
    left = min(Counter(round(line["x0"]) for line in lines).items(), key=lambda item: (-item[1], item[0]))[0]
    right = max(line["x1"] for line in lines)
    out: list[str] = []
    full = False
    for line in lines:
        goes_on = full and abs(line["x0"] - left) < line["size"]
        if goes_on and out:
            out[-1] += line["text"]
        else:
            out.append(line["text"])
        full = line["x1"] > right - 1.6 * line["size"]
    return "\n".join(out)


if __name__ == "__main__":
    main()
