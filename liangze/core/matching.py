"""Whether a deed counts for an obligation, and why; and when the deeds counted fulfil it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from liangze.core.organisation import Span
from liangze.core.words import ActKind


@dataclass(frozen=True, slots=True)
class DeedValue:
    """One thing done on one day by one seat, towards one seat or none."""

    kind: ActKind
    topics: frozenset[str]
    on: date
    holder: int
    counterpart: int | None = None


@dataclass(frozen=True, slots=True)
class ObligationValue:
    """What is owed, with the words that a reason needs.

    cited      the regulation as people cite it.  clause  the label as written: 四（二）.
    in_charge  for a portfolio's obligation: who had the counterpart in the portfolio when (seat, days).
    until  the day from which acts belong to the next obligation of the duty (core.running.runs_until); None where none follows, or
           where the recorder has named this one as made up for.
    """

    cited: str
    clause: str
    title: str
    kind: ActKind
    topics: frozenset[str]
    holder: int
    counterpart: int | None
    opens: date
    due: date
    times: int = 1
    in_charge: tuple[tuple[int, Span], ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence: an English msgid with params. Values of `topics` and `kind` are code words, to be named by the caller."""

    text: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the deed counts, with every reason: one when it does, all that stand against it when it does not."""

    counts: bool
    reasons: tuple[Reason, ...]


class Settled(NamedTuple):
    """`done` deeds counted, and the day on which they fulfilled the obligation."""

    done: int
    fulfilled_on: date | None


COUNTS = "It counts because %(cited)s, %(clause)s asks for it."
COUNTS_LATE = "It counts, as late: %(cited)s, %(clause)s asked for it by %(due)s."
OTHER_KIND = "It is of another kind: %(kind)s is asked for."
TOPICS_MISSING = "It lacks the topic %(topics)s."
TOO_EARLY = "It is too early: acts count from %(opens)s."
NEXT_PERIOD = "It belongs to the next period: acts count here before %(until)s, unless the record says that it makes up for this one."
OTHER_HOLDER = "Somebody else owes it."
OTHER_COUNTERPART = "It is owed towards somebody else."


def match(deed: DeedValue, obligation: ObligationValue) -> Verdict:
    """Whether the deed counts for the obligation.

    It counts when kind, topics, holder and counterpart fit and the obligation runs on its day, in whatever regulation the
    obligation stands: on time up to the due day, late after it, whatever else counts already. An obligation without
    counterpart takes a deed towards anybody. See docs/adr/which-period-a-deed-settles.md.
    """
    against = tuple(reason for objection in OBJECTIONS if (reason := objection(deed, obligation)))
    if against:
        return Verdict(False, against)
    params = {"cited": obligation.cited, "clause": obligation.clause, "due": obligation.due}
    return Verdict(True, (Reason(COUNTS if deed.on <= obligation.due else COUNTS_LATE, params),))


def settle(times: int, days: Iterable[date]) -> Settled:
    """What the days of the acts that count make of an obligation: the times-th by date fulfils it.

    Give one day for each act: `days_of_acts` joins deeds that one act emitted towards several counterparts.
    """
    ordered = sorted(days)
    return Settled(len(ordered), ordered[times - 1] if len(ordered) >= times else None)


def days_of_acts(counted: Iterable[tuple[Hashable, date]]) -> tuple[date, ...]:
    """The days of different acts, from (source record, day) of each deed counted: one meeting with three heads is one meeting."""
    return tuple(sorted(dict(counted).values()))


def _kind(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    return None if deed.kind == obligation.kind else Reason(OTHER_KIND, {"kind": obligation.kind})


def _topics(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    missing = obligation.topics - deed.topics
    return Reason(TOPICS_MISSING, {"topics": tuple(sorted(missing))}) if missing else None


def _early(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    return Reason(TOO_EARLY, {"opens": obligation.opens}) if deed.on < obligation.opens else None


def _late(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    past = obligation.until is not None and deed.on >= obligation.until
    return Reason(NEXT_PERIOD, {"until": obligation.until}) if past else None


def _holder(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    was_in_charge = any(seat == deed.holder and deed.on in span for seat, span in obligation.in_charge)
    return None if deed.holder == obligation.holder or was_in_charge else Reason(OTHER_HOLDER)


def _counterpart(deed: DeedValue, obligation: ObligationValue) -> Reason | None:
    return None if obligation.counterpart in (None, deed.counterpart) else Reason(OTHER_COUNTERPART)


OBJECTIONS: tuple[Callable[[DeedValue, ObligationValue], Reason | None], ...] = (
    _kind, _topics, _early, _late, _holder, _counterpart,
)
