"""Tables of the room."""

from liangze.duties.models.closure import CloseOut, Exemption, Handover, Withdrawal
from liangze.duties.models.counter import Counter, CounterDelta, Total, TotalsMark
from liangze.duties.models.deed import Count, Deed
from liangze.duties.models.obligation import Obligation
from liangze.duties.models.place import Place
from liangze.duties.models.plan import PlanRun, PlanSet

__all__ = [
    "CloseOut", "Count", "Counter", "CounterDelta", "Deed", "Exemption", "Handover", "Obligation", "Place", "PlanRun", "PlanSet",
    "Total", "TotalsMark", "Withdrawal",
]
