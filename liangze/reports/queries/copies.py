"""A report beside those of the same level and period, and its own of the year before: which say the same in the same words.

Compared is what a person wrote. What the system drafted, what regulations say, names and numbers count for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from liangze.core.figures import own_words
from liangze.core.likeness import Aligned, Doc, align, compare, own_words_of
from liangze.lists.queries.copies import Piece, common_texts, marked
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting
from liangze.reports.models import Report, Version
from liangze.reports.queries.reach import reports_for, the_report

MOST = 200  # reports compared while somebody waits
QUOTED = 8  # passages of a pair
CARRIED = 0.3  # share from which on the own report of the year before is shown as carried over


@dataclass(frozen=True, slots=True)
class Beside:
    """Another report. share: percent of this one's own words that stand there too; other: of that one's.

    first: this one was handed in before the other.  carried: it is the unit's own of the year before.
    """

    id: int
    unit: str
    title: str
    share: int
    other: int
    first: bool
    carried: bool
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two reports' own words, paragraph by paragraph in pieces; passages that they share carry the same mark."""

    other: Beside
    mine: tuple[tuple[Piece, ...], ...]
    theirs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportCopies:
    """compared: how many reports of the level the reader may read; `cut`: there are more. pair: the one looked at, if any."""

    report: Report
    compared: int
    cut: bool
    rows: tuple[Beside, ...]
    pair: SideBySide | None


def report_copies(*, report_id: int, by: Acting, beside: int | None = None) -> ReportCopies:
    """Worked out now, kept nowhere. Five statements. Raises NotFound."""
    report = the_report(report_id, by)
    found = _others(report, by)
    versions = _versions([report.pk, *(each.pk for each in found)])
    found = [each for each in found if each.pk in versions]
    level = [each for each in found if each.holder_id != report.holder_id][: MOST + 1]
    before = [each for each in found if each.holder_id == report.holder_id]
    compared = level[:MOST]
    docs, common = _docs([report, *compared, *before], versions), _common(versions.values())
    mine = docs.get(report.pk)
    if mine is None:
        return ReportCopies(report, len(compared), len(level) > MOST, (), None)
    aligned: dict[int, tuple[Aligned, bool]] = {}
    ordered = sorted((each for each in (report, *compared) if each.pk in docs), key=lambda each: (versions[each.pk].saved_at, each.pk))
    for pair in compare([docs[each.pk] for each in ordered], common):
        if report.pk in (pair.earlier, pair.later):
            first = pair.earlier == report.pk
            aligned[pair.later if first else pair.earlier] = (pair.aligned, first)
    for each in before:
        shared = align(own_words_of(mine, common), own_words_of(docs[each.pk], common))
        if max(shared.share_first, shared.share_second) >= CARRIED:
            aligned[each.pk] = (shared, True)
    of = {each.pk: each for each in (*compared, *before)}
    rows = [_beside(report, of[pk], mine, *pair) for pk, pair in aligned.items()]
    rows.sort(key=lambda row: (row.carried, -row.share, row.unit))
    chosen = next((row for row in rows if row.id == beside), None)
    pair_seen = _side_by_side(chosen, mine, docs[chosen.id], *aligned[chosen.id]) if chosen else None
    return ReportCopies(report, len(compared), len(level) > MOST, tuple(rows), pair_seen)


def _others(report: Report, by: Acting) -> list[Report]:
    """Of the units under the same superior: same kind of seat, same period; and the seat's own of the year before. One statement."""
    year_before = date(report.period_start.year - 1, report.period_start.month, min(report.period_start.day, 28))
    level = Q(unit__parent=report.unit.parent_id, holder__role=report.holder.role, period_start=report.period_start)
    own = Q(holder=report.holder_id, period_start=year_before)
    rows = reports_for(by).filter(level | own, every=report.every, withdrawn_at=None).exclude(pk=report.pk)
    submitted = Version.objects.filter(report=OuterRef("pk"), submitted_at__isnull=False).order_by("-number").values("pk")[:1]
    return list(rows.annotate(latest=Subquery(submitted)).exclude(latest=None).order_by("unit__path", "pk")[: MOST + 3])


def _versions(ids: Sequence[int]) -> dict[int, Version]:
    """The newest submitted version of each; of a draft that is looked at, the draft. One statement."""
    found: dict[int, Version] = {}
    for version in Version.objects.filter(report__in=ids).order_by("report_id", "number"):
        if version.submitted_at or version.report_id == ids[0]:
            found[version.report_id] = version
    return found


def _docs(reports: Sequence[Report], versions: Mapping[int, Version]) -> dict[int, Doc]:
    """What a person wrote in each, with the names of its unit and those above. One statement."""
    ids = {pk for report in reports for pk in report.unit.ancestor_ids}
    names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {
        report.pk: Doc(report.pk, report.unit_id, texts, tuple(names[pk] for pk in report.unit.ancestor_ids))
        for report in reports
        if report.pk in versions and (texts := _own_texts(versions[report.pk]))
    }


def _own_texts(version: Version) -> tuple[str, ...]:
    said = [own_words(section["text"], [section["drafted"]]) for section in version.sections]
    return tuple(line.strip() for text in said for line in text.split("\n") if line.strip())


def _common(versions: Sequence[Version] | object) -> list[str]:
    """What counts for nobody: regulations, and what the system drafted. One statement."""
    frames = {section["drafted"] for version in versions for section in version.sections if section["drafted"]}  # type: ignore[attr-defined]
    return [*common_texts(), *sorted(frames)]


def _beside(report: Report, other: Report, doc: Doc, aligned: Aligned, first: bool) -> Beside:
    places = [passage.first if first else passage.second for passage in aligned.passages]
    quoted = sorted({doc.items[item][start:end] for item, start, end in places}, key=lambda text: (-len(text), text))
    shares = (round(100 * aligned.share_first), round(100 * aligned.share_second))
    mine, theirs = shares if first else shares[::-1]
    carried = other.holder_id == report.holder_id
    return Beside(other.pk, other.unit.name, other.title, mine, theirs, first and not carried, carried, tuple(quoted[:QUOTED]))


def _side_by_side(row: Beside, mine: Doc, theirs: Doc, aligned: Aligned, first: bool) -> SideBySide:
    ends = ("first", "second") if first else ("second", "first")
    return SideBySide(
        row, marked(mine.items, [getattr(passage, ends[0]) for passage in aligned.passages]),
        marked(theirs.items, [getattr(passage, ends[1]) for passage in aligned.passages]),
    )
