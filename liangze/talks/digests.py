"""Digests of what was said: the audit chain proves that it was not changed, and does not tell it."""

from __future__ import annotations

from typing import Any

from liangze.trust.canonical import digest


def digest_of(content: Any) -> str:
    """SHA-256 of the content in hexadecimal."""
    return digest({"content": content}).hex()
