"""Why a set was planned, and why an obligation is no longer owed: code words as stored, with their msgids.

The texts are marked for translation here and translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

FIRST, CURRENT, RULE, ORGANISATION, PORTFOLIO = "first", "current", "rule", "organisation", "portfolio"

TEXTS: Mapping[str, str] = {
    FIRST: _("Planned for the first time."),
    CURRENT: _("Nothing has changed since it was planned."),
    RULE: _("The days on which the rule binds, or the working days, have changed."),
    ORGANISATION: _("Units, seats or relations have changed."),
    PORTFOLIO: _("A portfolio has passed to another member."),
}

RULE_ENDED, OUT_OF_SCOPE, ABSENT, RELATION_ENDED = "rule_ended", "out_of_scope", "absent", "relation_ended"

WITHDRAWN_TEXTS: Mapping[str, str] = {
    RULE_ENDED: _("The rule no longer binds for this period."),
    OUT_OF_SCOPE: _("The unit or seat is no longer among those that the clause means."),
    ABSENT: _("The seat did not exist for long enough in this period."),
    RELATION_ENDED: _("Holder and counterpart were not related for long enough in this period."),
}
