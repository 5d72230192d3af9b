"""A person's due days as a calendar (RFC 5545), behind a secret address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from liangze.core.calendar_file import calendar_text, escaped
from liangze.core.errors import NotFound
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Permission, acting_for, visible
from liangze.reminders.actions.calendar import digest
from liangze.reminders.models import Preference
from liangze.reminders.sources import SOURCES, Owed
from liangze.reminders.wording import address_of

MOST = 500


def calendar(*, secret: str, today: date, now: datetime) -> str:
    """All that this person's seats owe and what runs in the units for which they answer. Raises NotFound for an unknown secret."""
    found = Preference.objects.filter(calendar=digest(secret), account__is_active=True).select_related("account").first()
    if found is None:
        raise NotFound("There is no such calendar.", remedy="Make a new address under “How I am told”.")
    by = acting_for(found.account, today=today)
    recorded = set(Unit.objects.filter(visible(by, Permission.ENTRY_RECORD)).values_list("pk", flat=True)[:MOST])
    units = recorded | set(Post.objects.filter(pk__in=by.posts).values_list("unit_id", flat=True))
    owed = [
        each for source in SOURCES for each in source.of_units(units, today=today) if each.unit_id in recorded or each.post_id in by.posts
    ]
    with translation.override(found.account.language or settings.LANGUAGE_CODE):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Liangze//Reminders//ZH", "CALSCALE:GREGORIAN",
                 f"X-WR-CALNAME:{escaped(gettext('Liangze: due days'))}"]
        for each in sorted(owed, key=lambda one: one.due)[:MOST]:
            lines += _event(each, now)
    return calendar_text([*lines, "END:VCALENDAR"])


def _event(owed: Owed, now: datetime) -> list[str]:
    link = address_of(owed.source, owed.id)
    return [
        "BEGIN:VEVENT", f"UID:{owed.source}-{owed.id}@liangze", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%S}Z",
        f"DTSTART;VALUE=DATE:{owed.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{owed.due + timedelta(days=1):%Y%m%d}", f"SUMMARY:{escaped(owed.title)}", "TRANSP:TRANSPARENT",
        *([f"URL:{link}"] if link else []), "END:VEVENT",
    ]
