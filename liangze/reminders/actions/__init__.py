"""Writes of the room."""

from liangze.reminders.actions.calendar import make_calendar
from liangze.reminders.actions.look import look
from liangze.reminders.actions.plan_sendings import plan_sendings
from liangze.reminders.actions.prefer import prefer
from liangze.reminders.actions.read import read, read_all
from liangze.reminders.actions.remind import Sent, remind
from liangze.reminders.actions.send_next import send_next

__all__ = ["Sent", "look", "make_calendar", "plan_sendings", "prefer", "read", "read_all", "remind", "send_next"]
