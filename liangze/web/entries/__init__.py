"""Entries: what was done, recorded once."""
