"""One installation at work, in a process of its own: does what it is told on standard input and answers with the milliseconds.

`python -m benchmarks.worker URL` then lines: `deed`, `fold`, `bare`, `overview`, `ledger`. It answers one JSON object a line.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

TODAY = date(2026, 6, 16)
Answer = dict[str, float]


class Installation:
    """The installation, signed in as an office at the root."""

    def __init__(self) -> None:
        from django.test import Client

        from liangze.duties.models import Deed
        from liangze.organisation.models import Account, Grant, Unit

        self.root = Unit.objects.get(parent=None)
        self.account, made = Account.objects.get_or_create(username="bench", defaults={"name": "bench"})
        if made:
            Grant.objects.create(account=self.account, role="office", unit=self.root, since=date(2016, 1, 1), reason="bench")
        self.client = Client(headers={"host": "127.0.0.1"})
        self.client.force_login(self.account, backend="django.contrib.auth.backends.ModelBackend")
        self.random = random.Random(7)
        self.sources = count(Deed.objects.count() + 1)
        self.units = Unit.objects.count()

    def deed(self) -> Answer:
        """A meeting of some unit's leadership, that settles a month, a quarter and a half-year; committed."""
        from django.db import transaction
        from django.utils import timezone

        from liangze.duties.actions.record_deeds import NewDeed, record_deeds
        from liangze.organisation.models import Post
        from liangze.organisation.policy import acting_for
        from liangze.regulations.models import Duty

        unit = self.random.randint(1, self.units)
        seat = Post.objects.get(unit_id=unit, role="leadership")
        asked = Duty.objects.filter(role="leadership", kind="meeting").values_list("topics", flat=True)
        by = acting_for(self.account, today=TODAY)
        on = TODAY - timedelta(days=self.random.randint(0, 160))
        new = NewDeed(unit, seat.pk, "meeting", frozenset(topic for topics in asked for topic in topics), on, ("bench", next(self.sources)))
        with timed() as answer, transaction.atomic():
            record_deeds(deeds=[new], by=by, now=timezone.now())
        return answer

    def fold(self) -> Answer:
        """What the worker does each minute: the deltas of the deeds go into the counters."""
        from liangze.duties.counters import fold_counters, refresh_totals

        with timed() as answer:
            fold_counters()
            refresh_totals()
        return answer

    def bare(self) -> Answer:
        return self._page(f"/bare/{self.root.pk}/")

    def overview(self) -> Answer:
        return self._page(f"/overview/{self.root.pk}/")

    def ledger(self) -> Answer:
        return self._page(f"/ledger/{self.random.randint(2, self.units)}/2026/")

    def _page(self, address: str) -> Answer:
        from django.db import connection

        spent: list[float] = []

        def wrap(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            begin = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                spent.append((time.perf_counter() - begin) * 1000)

        with timed() as answer, connection.execute_wrapper(wrap):
            response = self.client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        return answer | {"statements": len(spent), "queries_ms": sum(spent)}


@contextmanager
def timed() -> Iterator[Answer]:
    """Milliseconds of the block."""
    answer: Answer = {}
    begin = time.perf_counter()
    yield answer
    answer["ms"] = (time.perf_counter() - begin) * 1000


def main(url: str) -> None:
    var = Path(__file__).resolve().parent.parent / "var" / "bench"
    (var / "static").mkdir(parents=True, exist_ok=True)
    os.environ |= {"DATABASE_URL": url, "LIANGZE_VAR": str(var), "LIANGZE_TODAY": TODAY.isoformat()}
    os.environ["DJANGO_SETTINGS_MODULE"] = "liangze.config.settings"
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.bare"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    here = Installation()
    print(json.dumps({"ready": datetime.now().isoformat()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(getattr(here, line.strip())()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
