"""How many strangers' files are looked at on this machine at once: more would take it from those who work."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from liangze.core.errors import Refusal

SLOTS = 1  # pages are answered by two processes: one of them always stays free for those who work


class Busy(Refusal):
    """Too many at once."""

    status = 429


@contextmanager
def slot() -> Iterator[None]:
    """Hold a slot, across processes. Raises Busy when all are taken."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    for number in range(SLOTS):
        with (settings.VAR / f"verify-{number}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise Busy("Another document is being verified at this moment.", remedy="Wait a few seconds and send it again.", field="file")
