"""Writes of the room."""

from liangze.duties.actions.record_deeds import NewDeed, record_deeds
from liangze.duties.actions.withdraw_deeds import withdraw_deeds

__all__ = ["NewDeed", "record_deeds", "withdraw_deeds"]
