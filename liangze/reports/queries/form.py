"""The form of a draft: its sections as they stand, the figures with what became of them, topics, what it will count for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from liangze.core.report import needs_signature
from liangze.core.words import ActKind, Every, Role
from liangze.duties.queries.preview import Preview, preview
from liangze.duties.queries.words import chinese
from liangze.organisation.policy import Acting
from liangze.regulations.models import Topic
from liangze.reports.actions.submit import deed_of, makes_up, owed_by
from liangze.reports.actions.write import Text
from liangze.reports.models import Report, Version
from liangze.reports.queries.page import editing
from liangze.reports.queries.text import FigureSeen, SectionSeen, figures_seen, sections_seen
from liangze.trust.endorsements import Sheet


@dataclass(frozen=True, slots=True)
class Form:
    """A draft as it stands in the form. must_sign  the signature is required, not chosen."""

    report: Report
    version: Version
    title: str
    sections: tuple[SectionSeen, ...]
    topics: tuple[tuple[str, str], ...]
    ticked: frozenset[str]
    signs: bool
    must_sign: bool
    sheet: Sheet | None
    counts: Preview

    @property
    def by_hand(self) -> tuple[FigureSeen, ...]:
        return tuple(figure for figure in figures_seen(self.sections) if figure.by_hand)


def own(found: Preview, seat: str) -> Preview:
    """Without near misses of other seats: a report is of one seat."""
    return replace(found, near=tuple(item for item in found.near if item.seat == seat))


def form_of(*, report_id: int, by: Acting, today: date, text: Text | None = None) -> Form:
    """Six statements, two more with a document. text  what was typed, where it could not be saved. Raises NotFound."""
    found = editing(report_id=report_id, by=by)
    report, version = found.report, found.version
    must = needs_signature(Role(report.holder.role), Every(report.every))
    rows = Topic.objects.filter(kinds__contains=[ActKind.REPORT]).values_list("key", "zh", "en")
    ticked = frozenset(report.topics) if text is None else text.topics
    report.topics = sorted(ticked)
    return Form(
        report=report, version=version, title=report.title if text is None else text.title,
        sections=sections_seen(version, None, text.sections if text else None, text.reasons if text else None),
        topics=tuple((key, zh if chinese() else en) for key, zh, en in rows), ticked=ticked,
        signs=must or (report.signs if text is None or text.signs is None else text.signs), must_sign=must, sheet=found.sheet,
        counts=own(preview([deed_of(report, today)], today, makes_up=makes_up(owed_by(report), today)), report.holder.title),
    )
