"""A draft as its card shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from liangze.organisation.words import listed
from liangze.regulations.drafting.entry import DutyWords, words_of
from liangze.regulations.drafting.sentence import sentence_around
from liangze.regulations.drafting.time_words import time_words
from liangze.regulations.models import Draft, DraftState, label_of
from liangze.regulations.queries import duty_words
from liangze.regulations.queries.reading.text import Mark, Piece

DONE = (DraftState.CONFIRMED, DraftState.CORRECTED)
QUOTE = 60


@dataclass(frozen=True, slots=True)
class Card:
    """asks: what a person must still say ("every", "who", "day"), "" when nothing.  quote: the sentence it rests on.

    word  the vague word where it asks for a cadence.  subject, receivers  as the document has them.
    """

    number: int
    title: str
    clause: str
    who: str
    cadence: str
    units: str
    state: str
    state_name: str
    asks: str
    word: str
    subject: str
    receivers: str
    reason: str
    by: str
    at: datetime | None
    by_hand: bool
    words: DutyWords
    quote: tuple[Piece, ...]
    open: bool = False

    @property
    def waits(self) -> bool:
        return self.state == DraftState.WAITING

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def is_refused(self) -> bool:
        return self.state == DraftState.REFUSED


def card(row: Draft, text: str, names: Mapping[int, str], *, is_open: bool = False) -> Card:
    """`names`: of the accounts that decided."""
    words, found = words_of(row.duty), row.found or {}
    return Card(
        number=row.number,
        title=words.title or found.get("evidence_text") or found.get("word") or "—",
        clause=label_of(row.clause),
        who=duty_words.who(words),
        cadence=duty_words.cadence(words),
        units=duty_words.units(words),
        state=row.state,
        state_name=str(DraftState(row.state).label),
        asks=row.asks if row.state == DraftState.WAITING else "",
        word=found.get("word") or found.get("evidence_text") or "",
        subject=found.get("subject") or "",
        receivers=listed(found.get("to") or ()),
        reason=row.reason,
        by=names.get(row.by_id or 0, ""),
        at=row.at,
        by_hand=row.found is None,
        words=words,
        quote=quote(text, row),
        open=is_open,
    )


def mark(row: Draft, text: str, *, current: bool) -> Mark | None:
    """The words of the text that carry its time, None where it was added by hand."""
    if row.start is None or row.end is None:
        return None
    start, end = time_words(text, row.start, row.end)
    return Mark(start, end, (row.number,), current)


def quote(text: str, row: Draft) -> tuple[Piece, ...]:
    """The sentence around the words, shortened on both sides."""
    place = mark(row, text, current=True)
    if place is None:
        return ()
    left, right = sentence_around(text, place.start, place.end)
    before, after = " ".join(text[left : place.start].split()), " ".join(text[place.end : right].split())
    before = before if len(before) <= QUOTE else "…" + before[-QUOTE:]
    after = after if len(after) <= QUOTE else after[:QUOTE] + "…"
    return Piece(before), Piece(text[place.start : place.end], "mark"), Piece(after)
