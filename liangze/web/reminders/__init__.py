"""Notices of a person, their preferences, the log of reminders."""
