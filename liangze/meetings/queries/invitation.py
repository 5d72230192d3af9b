"""The invitation to a meeting as a calendar file (RFC 5545): published, changed, cancelled, always under the same UID."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from liangze.core.calendar_file import calendar_text, escaped
from liangze.meetings.queries.page import agenda_of, ends_at, the_full_meeting
from liangze.organisation.policy import Acting


def invitation(*, meeting_id: int, by: Acting, address: str = "") -> str:
    """The file. `address`: of the meeting's page. One statement. Raises NotFound.

    METHOD is PUBLISH: it is handed out, not mailed by an organizer whom programs could answer; a cancelled meeting goes out as CANCEL.
    SEQUENCE grows with each change, so that programs replace what they have.
    """
    row = the_full_meeting(meeting_id, by)
    starts = timezone.make_aware(datetime.combine(row.held_on or row.planned_on, row.starts_at))
    cancelled = row.cancelled_at is not None
    return calendar_text([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Liangze//Meetings//ZH", "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}", "BEGIN:VEVENT", f"UID:{row.uid}@liangze", f"SEQUENCE:{row.sequence}",
        f"DTSTAMP:{_moment(row.changed_at)}", f"LAST-MODIFIED:{_moment(row.changed_at)}", f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(starts + length_of(row))}", f"SUMMARY:{escaped(row.title)}", f"LOCATION:{escaped(row.place)}",
        f"DESCRIPTION:{escaped(_description(row))}", f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        *([f"URL:{address}"] if address else []), "END:VEVENT", "END:VCALENDAR",
    ])


def length_of(row: Any) -> timedelta:
    """How long the meeting takes by its agenda."""
    return ends_at(agenda_of(row))


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _description(row: Any) -> str:
    """Unit, chair and agenda, line by line."""
    lines = [f"{row.unit.name} {row.holder.title}", _("Chair: %(seat)s") % {"seat": row.chair.title}]
    for number, item in enumerate(agenda_of(row), 1):
        told = [item.title, *([item.reporter] if item.reporter else [])]
        if item.length:
            told.append(_("%(n)s minutes") % {"n": item.length})
        lines.append(f"{number}. {' · '.join(told)}")
    return "\n".join(lines)
