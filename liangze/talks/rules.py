"""The numbers of this installation."""

from __future__ import annotations

from django.conf import settings

from liangze.core.talk_rules import TalkRules, rules_from


def rules() -> TalkRules:
    """What the setting TALK_RULES makes of the usual values."""
    return rules_from(settings.TALK_RULES)
