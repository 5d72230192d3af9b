"""The one clock: the day can be pinned, and the hour at which it began."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from liangze.trust.clock import now, today


def test_a_pinned_day_goes_on_from_the_pinned_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    monkeypatch.setenv("LIANGZE_TIME", "09:30")
    first, second = now(), now()
    assert today() == date(2026, 6, 16)
    assert timezone.localtime(first).date() == date(2026, 6, 16)
    assert first < second < first + timedelta(minutes=1)


def test_without_a_pinned_time_it_is_as_late_as_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    monkeypatch.delenv("LIANGZE_TIME")
    outside = timezone.localtime()
    assert now().replace(year=2026, month=1, day=1) - outside.replace(year=2026, month=1, day=1) < timedelta(minutes=1)


def test_a_pinned_time_alone_pins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIANGZE_TODAY", raising=False)
    monkeypatch.setenv("LIANGZE_TIME", "09:30")
    assert abs(now() - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize(("name", "value"), [("LIANGZE_TODAY", "gestern"), ("LIANGZE_TIME", "afternoon")])
def test_what_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("LIANGZE_TODAY", "2026-06-16")
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        now()
