"""Words of the room: addressees, stages, periods and subjects as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from liangze.core.report import Stage, Standing
from liangze.core.words import Every
from liangze.duties.queries.words import Topics, chinese
from liangze.packs.words import Addressee

ADDRESSEES: Mapping[str, Promise] = {
    Addressee.SUPERIOR_COMMITTEE: pgettext_lazy("addressee", "Committee above"),
    Addressee.SUPERIOR_DISCIPLINE_ORGAN: pgettext_lazy("addressee", "Discipline organ above"),
    Addressee.OWN_COMMITTEE: pgettext_lazy("addressee", "Own committee"),
    Addressee.OWN_DISCIPLINE_ORGAN: pgettext_lazy("addressee", "Own discipline organ"),
    Addressee.OWN_PRINCIPAL: pgettext_lazy("addressee", "Own principal"),
    Addressee.DISPATCHING_ORGAN: pgettext_lazy("addressee", "Dispatching organ"),
}
STAGES: Mapping[str, Promise] = {
    Stage.DRAFT: pgettext_lazy("report stage", "Being written"),
    Stage.SUBMITTED: pgettext_lazy("report stage", "Submitted"),
    Stage.READ: pgettext_lazy("report stage", "Read"),
    Stage.QUESTIONED: pgettext_lazy("report stage", "Questioned"),
    Stage.RETURNED: pgettext_lazy("report stage", "Returned"),
    Stage.ACCEPTED: pgettext_lazy("report stage", "Accepted"),
    Stage.WITHDRAWN: pgettext_lazy("report stage", "Withdrawn"),
}
STANDINGS: Mapping[str, Promise] = {
    Standing.WAITING: pgettext_lazy("report standing", "not read yet"),
    Standing.READ: pgettext_lazy("report standing", "read"),
    Standing.QUESTIONED: pgettext_lazy("report standing", "waits for an answer"),
    Standing.ANSWERED: pgettext_lazy("report standing", "answered"),
    Standing.RETURNED: pgettext_lazy("report standing", "returned"),
    Standing.ACCEPTED: pgettext_lazy("report standing", "accepted"),
}
#: Topics that say how a report is made, not what it is about.
FORMS = frozenset({"annual", "quarterly", "monthly", "half-yearly"})
KINDS: Mapping[str, Promise] = {
    Every.YEAR: pgettext_lazy("report kind", "Yearly report"),
    Every.HALF_YEAR: pgettext_lazy("report kind", "Half-yearly report"),
    Every.QUARTER: pgettext_lazy("report kind", "Quarterly report"),
    Every.MONTH: pgettext_lazy("report kind", "Monthly report"),
    Every.ONCE: pgettext_lazy("report kind", "Major matter"),
}


def addressee_name(to: str) -> str:
    return str(ADDRESSEES.get(to, to))


def addressees(to: Iterable[str]) -> str:
    """All of them in one string."""
    return pgettext("list", ", ").join(addressee_name(each) for each in to)


def kind_name(every: str) -> str:
    return str(KINDS.get(every, every))


def period_said(every: str, start: date) -> str:
    """The period with its year: 2025年度, 2026年一季度, 2026年上半年, 2026年5月; of a major matter its day."""
    if every == Every.ONCE:
        if chinese():
            return f"{start.year}年{start.month}月{start.day}日"
        return start.isoformat()
    if not chinese():
        part = {Every.YEAR: "", Every.HALF_YEAR: f" H{1 + start.month // 7}", Every.QUARTER: f" Q{(start.month + 2) // 3}"}
        return f"{start.year}{part.get(Every(every), f'-{start.month:02}')}"
    if every == Every.YEAR:
        return f"{start.year}年度"
    if every == Every.HALF_YEAR:
        return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
    if every == Every.QUARTER:
        return f"{start.year}年{'一二三四'[(start.month - 1) // 3]}季度"
    return f"{start.year}年{start.month}月"


def subject(topics: Iterable[str], names: Topics) -> str:
    """What it is about, in Chinese as its title says it: 履行主体责任."""
    said = [names[key][0].removesuffix("情况") for key in sorted(topics) if key not in FORMS and key in names]
    return "、".join(said) or "履行党风廉政建设责任"
