"""One obligation with the records behind it: everything its page says, in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from liangze.duties.actions.accept import speaks_for
from liangze.duties.models import Obligation
from liangze.duties.queries import ObligationPage, obligation
from liangze.duties.queries.doers import answers
from liangze.duties.queries.near import Near, near
from liangze.duties.queries.record_card import Card, CardReaders, cards_of
from liangze.organisation.policy import Acting, Permission, may


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with the obligation now. `why_not_close` says why not where it is done and waits for it."""

    record: bool
    close_out: bool
    why_not_close: str
    reopen: bool
    ask_exemption: bool
    decide_exemption: bool
    end_exemption: bool
    accept: bool
    remind: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """The obligation, its records in order, what lies near it, what the reader may do."""

    page: ObligationPage
    records: tuple[Card, ...]
    near: tuple[tuple[Near, Card | None], ...]
    may: May


def explained(*, obligation_id: int, by: Acting, today: date, as_of: date, readers: CardReaders) -> Explained:
    """At most six statements with records of one room, one or two more for each other. `readers` by record type, of every room.

    Raises NotFound.
    """
    page, row = obligation(obligation_id=obligation_id, by=by, as_of=as_of)
    close = near(page, today)
    known = cards_of({each.source for each in page.counted} | {each.source for each in close if each.source}, page.topics, by, readers)
    records = [
        replace(known[each.source], standing=each.standing, note=each.note, late_days=each.late_days)
        for each in page.counted
        if each.source in known
    ]
    near_cards = tuple((each, known.get(each.source) if each.source else None) for each in close)
    return Explained(page, tuple(records), near_cards, _may(page, row, by, today, as_of))


def _may(page: ObligationPage, row: Obligation, by: Acting, today: date, as_of: date) -> May:
    unit, now = row.unit, today == as_of and not page.withdrawn
    done, exempt = page.is_done, page.granted is not None
    closes = now and done and bool(may(by, Permission.LEDGER_CLOSE_OUT, unit))
    doer = closes and not page.closed and (by.account_id is None or by.account_id in page.doers)
    asks = now and not done and not exempt and page.asked is None
    return May(
        record=now and not done and not exempt and row.opens <= today and bool(may(by, Permission.ENTRY_RECORD, unit)),
        close_out=closes and not page.closed and not doer,
        why_not_close="You recorded or did this yourself; close-out is for somebody else." if doer else "",
        reopen=closes and bool(page.closed),
        ask_exemption=asks and bool(may(by, Permission.EXEMPTION_ASK, unit)),
        decide_exemption=now and page.asked is not None and page.asked.by_id != by.account_id
        and bool(may(by, Permission.EXEMPTION_DECIDE, unit)) and not answers(by, row.holder),
        end_exemption=now and exempt and bool(may(by, Permission.EXEMPTION_DECIDE, unit)),
        accept=now and bool(page.waiting) and bool(may(by, Permission.DEED_ACCEPT, unit)) and speaks_for(by, page.accept, unit)
        and by.account_id not in page.doers,
        remind=now and not done and not exempt and row.opens <= today and not page.waiting
        and bool(may(by, Permission.REMINDER_SEND, unit)),
    )
