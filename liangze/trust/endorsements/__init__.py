"""Endorsements (签字背书): the one mechanism by which lists, breakdowns, letters, reviews are signed.

A room lays out a sheet for its record, people endorse it with their keys, anybody can verify the result. `record` is
(record type, id), for example ("letters.letter", 12). Who may sign what is decided by the room, before it calls.
"""

from liangze.trust.endorsements.endorse import endorse
from liangze.trust.endorsements.queries import content, records_of, sheet_of
from liangze.trust.endorsements.sheets import lay_out, void
from liangze.trust.endorsements.values import Endorsed, Opinion, Sheet, Signer

__all__ = ["Endorsed", "Opinion", "Sheet", "Signer", "content", "endorse", "lay_out", "records_of", "sheet_of", "void"]
