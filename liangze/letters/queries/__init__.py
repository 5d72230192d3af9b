"""Reads of the room."""

from liangze.letters.queries.to_sign import ToSign, to_sign, waiting

__all__ = ["ToSign", "to_sign", "waiting"]
