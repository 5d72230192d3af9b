"""Reminders in the demo: what the installation said these days, what people reminded of by hand, and what was read."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta

from django.utils import timezone

from liangze.core.errors import NotFound
from liangze.demo.cast import Cast
from liangze.reminders.actions import look, read_all, remind
from liangze.reminders.models import Notice

LOOKS = (14, 7, 0)  # days ago on which the installation looked for what falls due
READERS = ("office", "principal", "liaison", "bureau", "county", "township")


def reminded(cast: Cast) -> str:
    """Say it all; what is older than this week has been read by those who can sign in. A sentence."""
    for ago in LOOKS:
        day = cast.today - timedelta(days=ago)
        now = timezone.make_aware(datetime.combine(day, time(8, 20)))
        while look(today=day, now=now):
            pass
        if ago == LOOKS[0]:
            _by_hand(cast, [unit.pk for unit in cast.units("D")[2:5]], now)
        if ago:
            for name in READERS:
                read_all(by=cast.who(name), now=now + timedelta(hours=3))
    _by_hand(cast, [unit.pk for unit in (*cast.units("D")[:2], cast.units("C")[0])], now + timedelta(hours=1))
    return f"通知 {Notice.objects.count()} 条，其中未读 {Notice.objects.filter(read_at=None).count()} 条。"


def _by_hand(cast: Cast, units: list[int], now: datetime) -> None:
    """Of lists and letters that wait. Early in a year there may be nothing to remind of."""
    for about, text in (("list", "责任清单请本周内报审。"), ("letter", "责任书请尽快签署。"), ("task", "请按节点报送进展。")):
        with suppress(NotFound):
            remind(about=about, unit_ids=units, text=text, by=cast.who("office"), now=now)
