"""Writing the text of a report that is not submitted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from liangze.core.errors import Refusal, Refusals
from liangze.core.figures import Placed, refreshed, trace
from liangze.core.report import needs_signature
from liangze.core.words import ActKind, Every, Role
from liangze.organisation.policy import Acting
from liangze.regulations.models import Topic
from liangze.reports.actions.begin import TITLE_LIMIT
from liangze.reports.actions.writing import to_write
from liangze.reports.models import Report, Version
from liangze.reports.queries.drafting import drafted
from liangze.reports.record import RECORD
from liangze.trust.actions import append
from liangze.trust.endorsements import void

SECTION_LIMIT = 8000  # characters


@dataclass(frozen=True, slots=True)
class Text:
    """What a form sends. sections  {key: text}.  reasons  {figure: why it was changed by hand}.  signs  None: as it is."""

    title: str
    sections: Mapping[str, str]
    reasons: Mapping[str, str]
    topics: frozenset[str]
    signs: bool | None = None


def save(*, report_id: int, text: Text, edition: int, by: Acting, now: datetime, autosave: bool = False) -> Version:
    """Keep the text; a document laid out to be signed is void with its signature when the text changes.

    edition  that was on the screen.  autosave  a writer's notes: the audit chain does not hear of them.
    Raises NotFound, NotAllowed, Conflict, Refusals on "title" and sections that are too long.
    """
    with transaction.atomic():
        report, version = to_write(report_id, by, edition=edition)
        topics = _checked(text)
        sections = [{**each, "text": _clean(text.sections.get(each["key"], each["text"]))} for each in version.sections]
        known = {row["key"] for row in version.figures}
        reasons = {key: _clean(reason)[:200] for key, reason in text.reasons.items() if key in known and _clean(reason)}
        before = (report.title, report.topics, report.signs, version.sections, version.reasons)
        report.title, report.topics = _clean(text.title), topics
        must = needs_signature(Role(report.holder.role), Every(report.every))
        report.signs = must or (report.signs if text.signs is None else text.signs)
        if (report.title, report.topics, report.signs, sections, reasons) == before:
            return version
        printed = (report.title, sections) != (before[0], before[3])
        report.save(update_fields=["title", "topics", "signs"])
        _store(version, sections, version.figures, reasons, by, now)
        if version.laid_out_at and (printed or not report.signs):
            undo_layout(version, "The text was changed." if printed else "It is handed in without a signature.", by, now)
        if not autosave:
            append(by=by, action="reports.report.save", thing=report, unit_id=report.unit_id, after=_fields(report, version))
    return version


def refresh_figures(*, report_id: int, edition: int, by: Acting, today: date, now: datetime) -> Version:
    """Bring the figures up to date: those that nobody changed by hand, in the draft and in the text. The rest of the text stays.

    Raises NotFound, NotAllowed, Conflict.
    """
    with transaction.atomic():
        report, version = to_write(report_id, by, edition=edition)
        fresh = drafted(report, today)
        titles = {each["key"]: each for each in version.sections}
        sections = []
        for new in fresh.sections:
            old = titles.pop(new["key"], None)
            sections.append({**new, "text": _carried(version, old, new, fresh.figures)} if old else new)
        sections += [each for each in titles.values() if each["text"].strip()]
        version.figures_on = today
        _store(version, sections, fresh.figures, version.reasons, by, now)
        if version.laid_out_at:
            undo_layout(version, "The figures were brought up to date.", by, now)
        append(by=by, action="reports.report.refresh", thing=report, unit_id=report.unit_id, after={"figures_on": today})
    return version


def undo_layout(version: Version, reason: str, by: Acting, now: datetime) -> None:
    """What was laid out to be signed does not say what the text says any more: it is void, and kept."""
    void(record=(RECORD, version.report_id), reason=reason, by=by, now=now)
    version.laid_out_at = None
    version.save(update_fields=["laid_out_at"])


def _carried(version: Version, old: Mapping[str, Any], new: Mapping[str, Any], figures: list[dict[str, Any]]) -> str:
    """The person's text with the new values; the new draft where the person had changed nothing."""
    if old["text"] == old["drafted"]:
        return str(new["text"])
    rows = [row for row in version.figures if row["section"] == old["key"]]
    traced = trace(old["drafted"], [Placed(row["key"], row["start"], row["end"]) for row in rows], old["text"])
    values = {row["key"]: str(row["value"]) for row in figures}
    return refreshed(old["text"], traced, values, {row["key"]: str(row["value"]) for row in rows})


def _store(
    version: Version, sections: list[dict[str, Any]], figures: list[dict[str, Any]], reasons: Mapping[str, str], by: Acting, now: datetime
) -> None:
    version.sections, version.figures, version.reasons = sections, figures, dict(reasons)
    version.edition, version.saved_by_id, version.saved_at = version.edition + 1, by.account_id or version.saved_by_id, now
    version.save(update_fields=["sections", "figures", "reasons", "figures_on", "edition", "saved_by", "saved_at"])


def _checked(text: Text) -> list[str]:
    wrong = []
    if not text.title.strip() or len(text.title.strip()) > TITLE_LIMIT:
        remedy = "Say in at most 120 characters what it is about."
        wrong.append(Refusal("The title is missing or too long.", remedy=remedy, field="title"))
    for key, said in text.sections.items():
        if len(said) > SECTION_LIMIT:
            params = {"limit": SECTION_LIMIT}
            wrong.append(Refusal("This is longer than %(limit)s characters.", remedy="Shorten it.", field=key, params=params))
    known = set(Topic.objects.filter(key__in=text.topics, kinds__contains=[ActKind.REPORT]).values_list("key", flat=True))
    if known != text.topics:
        wrong.append(Refusal("A topic is chosen that no report has.", remedy="Choose topics from the list.", field="topics"))
    if wrong:
        raise Refusals(wrong)
    return sorted(known)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _fields(report: Report, version: Version) -> dict[str, Any]:
    return {"version": version.number, "edition": version.edition, "title": report.title, "topics": report.topics, "signs": report.signs}
