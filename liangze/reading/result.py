"""What reading yields: frozen values. Spans are character offsets into `Reading.text`, half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Due:
    """The day of the year by which something is due. 2-28 stands for the end of February."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Head:
    """Head data of the instrument; what the document does not say is None or empty.

    number      发文字号 with 〔 〕
    issued_on   成文日期, never the day of printing or of posting
    addressees  as printed, in their order
    annexes     titles of the annexes
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    addressees: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One labelled unit. `text` is its own text without label, heading and children; `start:end` spans heading and text.

    heading  the line after the label where it stands alone on its line, else None
    """

    path: tuple[str, ...]
    heading: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """One timed duty: what a sentence seems to ask, for a person to confirm. Words are those of gold/README.

    per     day week month quarter half_year year once
    due     `Due` for a yearly deadline, a date for a single one, else None
    window  where in the period, when there is no due date: year_start, mid_year, year_end, period_start, period_end,
            or `day_10` / `month_1_day_10` / `next_day_5` for the tenth of the month, of the first month of the period,
            the fifth after the period; None when nothing is said
    to      who receives it, in the document's words
    about_previous  the period reported on is the one before
    """

    clause: tuple[str, ...]
    subject: str | None
    role: str
    kind: str
    per: str
    times: int
    due: Due | date | None
    window: str | None
    evidence_text: str
    start: int
    end: int
    to: tuple[str, ...] = ()
    about_previous: bool = False


@dataclass(frozen=True, slots=True)
class VagueMention:
    """A frequency that fixes nothing (定期, 经常 …): a person may give it a cadence."""

    clause: tuple[str, ...]
    subject: str | None
    role: str
    kind: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    document: Head
    text: str
    clauses: tuple[Clause, ...]
    duties: tuple[DutyDraft, ...]
    vague: tuple[VagueMention, ...]
    warnings: tuple[str, ...] = ()
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON values, in the shape of an annotated document."""
        return {
            "source": self.source,
            "document": {
                "title": self.document.title,
                "number": self.document.number,
                "issuer": self.document.issuer,
                "issued_on": _day(self.document.issued_on),
                "effective_on": _day(self.document.effective_on),
                "addressees": list(self.document.addressees),
                "annexes": list(self.document.annexes),
            },
            "clauses": [_clause(clause) for clause in self.clauses],
            "duties": [_duty(duty) for duty in self.duties],
            "vague": [_vague(mention) for mention in self.vague],
            "warnings": list(self.warnings),
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clause(clause: Clause) -> dict[str, Any]:
    values: dict[str, Any] = {"path": list(clause.path)}
    if clause.heading is not None:
        values["heading"] = clause.heading
    return values | {"text": clause.text, "start": clause.start, "end": clause.end}


def _duty(duty: DutyDraft) -> dict[str, Any]:
    due: Any = duty.due
    if isinstance(due, Due):
        due = {"month": due.month, "day": due.day}
    elif due is not None:
        due = due.isoformat()
    values: dict[str, Any] = {
        "clause": list(duty.clause),
        "subject": duty.subject,
        "role": duty.role,
        "kind": duty.kind,
        "per": duty.per,
        "times": duty.times,
        "due": due,
    }
    if duty.window:
        values["window"] = duty.window
    return values | {
        "evidence_text": duty.evidence_text,
        "start": duty.start,
        "end": duty.end,
        "to": list(duty.to),
        "about_previous": duty.about_previous,
    }


def _vague(mention: VagueMention) -> dict[str, Any]:
    return {
        "clause": list(mention.clause),
        "subject": mention.subject,
        "role": mention.role,
        "kind": mention.kind,
        "word": mention.word,
        "start": mention.start,
        "end": mention.end,
    }
