"""Entrance: the command `liangze`."""
