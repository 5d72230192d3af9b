"""Attachments: contents stored once by their SHA-256, outside the web root; each use as proof is a row of its own."""

from liangze.trust.attachments.queries import EarlierUse, Used, earlier_uses, open_use, read_taken_in, taken_in, uses_of, uses_of_records
from liangze.trust.attachments.store import FILES_LIMIT, TakenIn, sweep, take_in
from liangze.trust.attachments.uses import Proof, attach, detach, reuse_objections

__all__ = [
    "FILES_LIMIT", "EarlierUse", "Proof", "TakenIn", "Used", "attach", "detach", "earlier_uses", "open_use", "read_taken_in",
    "reuse_objections", "sweep", "take_in", "taken_in", "uses_of", "uses_of_records",
]
