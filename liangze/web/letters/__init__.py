"""Responsibility letters: issue, sign, progress of a level."""
