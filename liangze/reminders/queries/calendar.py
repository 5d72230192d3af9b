"""A person's due days as a calendar (RFC 5545), behind a secret address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from liangze.core.errors import NotFound
from liangze.organisation.models import Post, Unit
from liangze.organisation.policy import Permission, acting_for, visible
from liangze.reminders.actions.calendar import digest
from liangze.reminders.models import Preference
from liangze.reminders.sources import SOURCES, Owed
from liangze.reminders.wording import address_of

MOST = 500
WIDTH = 75  # octets of a line, RFC 5545 3.1


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
                 f"X-WR-CALNAME:{_text(gettext('Liangze: due days'))}"]
        for each in sorted(owed, key=lambda one: one.due)[:MOST]:
            lines += _event(each, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(owed: Owed, now: datetime) -> list[str]:
    link = address_of(owed.source, owed.id)
    return [
        "BEGIN:VEVENT", f"UID:{owed.source}-{owed.id}@liangze", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%S}Z",
        f"DTSTART;VALUE=DATE:{owed.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{owed.due + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_text(owed.title)}", "TRANSP:TRANSPARENT",
        *([f"URL:{link}"] if link else []), "END:VEVENT",
    ]


def _text(value: str) -> str:
    """Escaped (RFC 5545 3.3.11); no character is left that some program takes for the end of the line: what follows it is not ours."""
    value = "\n".join(value.splitlines())
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return "".join(letter for letter in value if letter >= " ")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, cut between characters; what goes on begins with a blank."""
    part = ""
    for character in line:
        if len((part + character).encode()) > WIDTH:
            yield part
            part = " "
        part += character
    yield part
