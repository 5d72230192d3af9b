"""Tables of the room."""

from liangze.reminders.models.look import Look
from liangze.reminders.models.notice import Notice, Reminder
from liangze.reminders.models.preference import Channel, Preference
from liangze.reminders.models.sending import Sending

__all__ = ["Channel", "Look", "Notice", "Preference", "Reminder", "Sending"]
