"""Figures over everything below: the tree, the calendar, by regulation and kind, as of any day."""
