"""Actions of the room study."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "study.session.plan": pgettext_lazy("audit action", "A study session was planned"),
    "study.session.change": pgettext_lazy("audit action", "The plan of a study session was changed"),
    "study.session.cancel": pgettext_lazy("audit action", "A planned study session was cancelled"),
    "study.session.hold": pgettext_lazy("audit action", "A study session was recorded as held"),
    "study.session.void": pgettext_lazy("audit action", "A study session was voided"),
    "study.session.make_up": pgettext_lazy("audit action", "A missed study session was made up"),
    "study.site.enter": pgettext_lazy("audit action", "A demonstration site was entered"),
    "study.site.close": pgettext_lazy("audit action", "A demonstration site was closed"),
}
