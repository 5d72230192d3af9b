"""Reads of the room."""

from liangze.duties.queries.ledger import LedgerFilter, LedgerPage, ledger
from liangze.duties.queries.mywork import Waiting, Work, mine, returned_to, waiting_for
from liangze.duties.queries.obligation import ObligationPage, obligation
from liangze.duties.queries.preview import Item, Preview, preview

__all__ = [
    "Item", "LedgerFilter", "LedgerPage", "ObligationPage", "Preview", "Waiting", "Work", "ledger", "mine", "obligation", "preview",
    "returned_to", "waiting_for",
]
