"""A duty in a few words: who, how often and by when, which units. The same for drafts and for installed duties."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from liangze.core.words import Every, Level, Role, Towards, UnitKind
from liangze.regulations.drafting.entry import STANDING, DutyWords
from liangze.regulations.words import Addressee, Within, all_said, said


def cadence(words: DutyWords) -> str:
    """每年 1月31日前; 每半年 2次; 2016-02-29前; 周期待定."""
    if words.every == STANDING:
        return pgettext("cadence", "Always")
    if not words.every:
        return pgettext("cadence", "Cadence open")
    if words.every == Every.ONCE:
        return gettext("by %(day)s") % {"day": words.once_due.isoformat() if words.once_due else "…"}
    parts = [said(Every, words.every)]
    if words.times > 1:
        parts.append(gettext("%(times)s times") % {"times": words.times})
    if words.due_month:
        parts.append(deadline(words))
    return " ".join(parts)


def deadline(words: DutyWords) -> str:
    """1月底前 for the end of a month, else 1月15日前; for shorter periods the month is counted within the period."""
    day = words.due_day
    is_last = day in ("last", "0", "")
    if words.every == Every.YEAR:
        text = gettext("by the end of month %(month)s") if is_last else gettext("by day %(day)s of month %(month)s")
    elif words.every == Every.MONTH:
        text = gettext("by the end of the month") if is_last else gettext("by day %(day)s")
    elif is_last:
        text = gettext("by the end of the period's month %(month)s")
    else:
        text = gettext("by day %(day)s of the period's month %(month)s")
    return text % {"month": words.due_month, "day": day}


def units(words: DutyWords) -> str:
    """县、乡镇 · 地区、部门 · 本级及以下全部单位; what is not limited is not said."""
    parts = []
    if words.unit_levels:
        parts.append(all_said(Level, words.unit_levels))
    if words.unit_kinds:
        parts.append(all_said(UnitKind, words.unit_kinds))
    parts.append(said(Within, words.unit_within or Within.SUBTREE))
    return " · ".join(parts)


def who(words: DutyWords) -> str:
    """The seat that owes it."""
    return said(Role, words.role)


def towards(words: DutyWords) -> str:
    return said(Towards, words.towards) if words.towards else ""


def receivers(words: DutyWords) -> str:
    return all_said(Addressee, words.to)
