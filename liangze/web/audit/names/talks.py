"""Actions of the room talks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "talks.proposal.propose": pgettext_lazy("audit action", "Proposed a talk"),
}
