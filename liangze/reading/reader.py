"""The whole way: bytes → text → paragraphs → clauses → duties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from liangze.reading import errors, limits
from liangze.reading.annex import annexes
from liangze.reading.clauses import clauses
from liangze.reading.duties import duties
from liangze.reading.head import read_head
from liangze.reading.lines import paragraphs
from liangze.reading.loaders import load
from liangze.reading.result import Reading
from liangze.reading.structure import sections, unlabelled
from liangze.reading.width import one_width


def read(source: bytes, *, filename: str = "") -> Reading:
    """Reads a document. What it is, its bytes say; `filename` only names it in the result.

    Raises `UnreadableDocument` for what cannot be read, within the bounds of `limits`.
    """
    return read_text(load(source), filename=filename)


def read_file(path: str | Path) -> Reading:
    """Reads the document at `path`; raises `UnreadableDocument` as `read` does."""
    path = Path(path)
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise errors.too_large(size=path.stat().st_size, limit=limits.FILE_BYTES)
        source = path.read_bytes()
    except (OSError, ValueError) as error:
        raise errors.no_file(path=path.name) from error
    return read(source, filename=path.name)


def read_text(text: str, *, filename: str = "") -> Reading:
    """Reads what is text already. Never raises."""
    uniform = one_width(text)
    found, _aside = paragraphs(uniform)
    head = read_head(found, text, uniform)
    body = [p for index, p in enumerate(found) if index >= head.body_from and index not in head.aside]
    units, loose = sections(body)
    drafts, vague = duties(units or [unlabelled(loose)], head.head, text)
    warnings = () if units else ("No clause was found: the document has no labels and no headings.",)
    return Reading(
        document=replace(head.head, annexes=annexes(units, found)),
        text=text,
        clauses=clauses(units, text),
        duties=drafts,
        vague=vague,
        warnings=warnings,
        source=filename,
    )
