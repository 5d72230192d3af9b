"""What the actions of each room are called; one module a room."""

from __future__ import annotations

from django.utils.functional import Promise

from liangze.web.audit.names import hearings, meetings, problems, reports, study, talks

ROOMS: dict[str, Promise] = {
    code: name for room in (meetings, study, talks, reports, hearings, problems) for code, name in room.NAMES.items()
}
