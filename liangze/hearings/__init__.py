"""Accountability hearings with evaluation and secret ballot (述责述廉)."""
