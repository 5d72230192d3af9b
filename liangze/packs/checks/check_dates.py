"""The version counts from 1, and nobody checked the pack before the regulation was issued."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, found
from liangze.packs.values import Pack

MOST_VERSIONS = 9999


def check_dates(pack: Pack) -> Iterator[Finding]:
    if not 1 <= pack.version <= MOST_VERSIONS:
        yield found(messages.VERSION, "version", version=pack.version, most=MOST_VERSIONS)
    if pack.issued_on and pack.checked_on < pack.issued_on:
        yield found(
            messages.CHECKED_BEFORE_ISSUE,
            "checked_on",
            checked=pack.checked_on,
            issued=pack.issued_on,
        )
