"""The last imports, for whoever keeps the installation going: how they went, not what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liangze.organisation.models import Account, Transfer
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.queries.in_reach import accounts_in_reach, at_the_top
from liangze.organisation.queries.transfers import stand

SHOWN = 10


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One import: its file, who sent it, how far it is, how many rows it refused."""

    id: int
    name: str
    state: str
    progress: int
    by: str
    at: datetime
    ended_at: datetime | None
    found: int


def latest_transfers(*, by: Acting) -> list[TransferRow]:
    """The last ten of accounts in reach, latest first. Two statements. Raises NotAllowed."""
    demand(by, Permission.SYSTEM_READ, None)
    mine = Transfer.objects.all()
    if not at_the_top(by, Permission.SYSTEM_READ):
        mine = mine.filter(by__in=Account.objects.filter(accounts_in_reach(by, Permission.SYSTEM_READ)).order_by())
    rows = list(mine.select_related("by").defer("content", "findings", "counts").order_by("-id")[:SHOWN])
    stand(rows)
    return [TransferRow(t.pk, t.name, t.state, t.progress, t.by.name if t.by else "", t.at, t.ended_at, t.found) for t in rows]
