"""Writes of the room."""

from liangze.duties.actions.accept import accept_count, return_count
from liangze.duties.actions.close_out import close_out, reopen
from liangze.duties.actions.exempt import ask_exemption, decide_exemption, end_exemption
from liangze.duties.actions.plan import plan
from liangze.duties.actions.record_deeds import count_deeds, record_deeds
from liangze.duties.actions.withdraw_deeds import withdraw_deeds
from liangze.duties.new_deed import NewDeed

__all__ = [
    "NewDeed", "accept_count", "ask_exemption", "close_out", "count_deeds", "decide_exemption", "end_exemption", "plan", "record_deeds",
    "reopen", "return_count", "withdraw_deeds",
]
