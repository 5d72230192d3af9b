"""Numbers of the talks that rules set and an installation may have to correct. Nothing else in the product repeats them.

None of them is settled beyond doubt: which day an inquiry is owed by, what an admonition brings with it and for how long differ between
rules and years. An installation puts its own values into the setting TALK_RULES (environment LIANGZE_TALK_RULES, a JSON object).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from liangze.core.talk import months_after


class TalkEffect(StrEnum):
    """What an admonition brings with it. None of it is a sanction, and none is ever listed among sanctions."""

    AWARDS_WITHHELD = "awards_withheld"  # 取消当年评优评先
    NO_PROMOTION = "no_promotion"  # 不得提拔重用


@dataclass(frozen=True, slots=True)
class TalkRules:
    """The numbers, with the values that are usual.

    inquiry_working_days      until the explanation to an inquiry is owed.
    explanation_working_days  until the explanation after an admonition, or a talk on a matter passed on, is owed.
    reply_working_days        until whoever passed a matter on is replied to, unless they named a day.
    awards_withheld           whether an admonition withholds this year's awards.
    no_promotion_months       for how long it stands against promotion; 0: not at all.
    office_before, office_after  days before and after taking office within which a pre-appointment talk is held.
    newly_appointed_days      for how long after an appointment a missing pre-appointment talk is proposed.
    overdue_days              for how long an obligation is overdue before a talk is proposed.
    again_after_days          for how long no further talk is proposed with the same seat about overdue obligations.
    """

    inquiry_working_days: int = 15
    explanation_working_days: int = 10
    reply_working_days: int = 30
    awards_withheld: bool = True
    no_promotion_months: int = 6
    office_before: int = 60
    office_after: int = 30
    newly_appointed_days: int = 30
    overdue_days: int = 30
    again_after_days: int = 90


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect of an admonition and the last day on which it stands."""

    effect: TalkEffect
    until: date


def rules_from(values: Mapping[str, Any]) -> TalkRules:
    """The usual values, with these in their place. Raises ValueError for a name or type that is not one of them."""
    known = {name: type(value) for name, value in asdict(TalkRules()).items()}
    for name, value in values.items():
        if name not in known or type(value) is not known[name] or (known[name] is int and value < 0):
            raise ValueError(f"TALK_RULES: {name}={value!r} is not one of {', '.join(sorted(known))}, or not of its type")
    return TalkRules(**values)


def effects_of(day: date, rules: TalkRules) -> tuple[Effect, ...]:
    """What an admonition of the day brings with it, and until when."""
    found = []
    if rules.awards_withheld:
        found.append(Effect(TalkEffect.AWARDS_WITHHELD, date(day.year, 12, 31)))
    if rules.no_promotion_months:
        found.append(Effect(TalkEffect.NO_PROMOTION, months_after(day, rules.no_promotion_months)))
    return tuple(found)
