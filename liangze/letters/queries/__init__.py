"""Reads of the room."""

from liangze.letters.queries.to_sign import ToSign, to_sign, unsigned

__all__ = ["ToSign", "to_sign", "unsigned"]
