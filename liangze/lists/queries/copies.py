"""Lists that share passages: the texts to compare, the pairs that were found, two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Window

from liangze.core.errors import NotFound
from liangze.core.likeness import Doc, align, own_words_of
from liangze.core.words import Role
from liangze.lists.models import Comparison, CopyDecision, CopyFinding, ItemSource, ListItem, ListVersion, Verdict
from liangze.organisation.models import Unit
from liangze.organisation.models.unit import SEGMENT
from liangze.organisation.policy import Acting, Permission, may, visible
from liangze.organisation.words import name_of
from liangze.regulations.models import Clause, Duty, StandingDuty

ON_A_PAGE = 25
BESIDE = 5  # findings beside a version that is reviewed
SAID: tuple[tuple[Any, str], ...] = ((Duty, "title"), (StandingDuty, "title"), (Clause, "gist"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding as a row: shares in percent of each one's own words. verdict "" while nobody has decided."""

    id: int
    earlier: str
    later: str
    role_earlier: str
    role_later: str
    share_earlier: int
    share_later: int
    verdict: str
    verdict_name: str


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """The pairs of a unit's subtree in a year. `run` the latest comparison ordered here."""

    unit: Unit
    year: int
    page: Page[Any]
    rows: tuple[Pair, ...]
    waiting: int
    run: Comparison | None


@dataclass(frozen=True, slots=True)
class Alike:
    """A finding as one of its two versions sees it: the other's list, and the share of this one's own words, in percent.

    first: this one was drafted before the other. verdict_name "" while nobody has decided.
    """

    id: int
    unit: str
    role: str
    share: int
    first: bool
    verdict: str
    verdict_name: str


@dataclass(frozen=True, slots=True)
class Likenesses:
    """What stands about a version under review. `compare_in`: the unit above, where the reader may order a comparison of its level.

    total: of all findings, of which `rows` are the first. compared_at: when a comparison last ended that took in this list.
    """

    rows: tuple[Alike, ...]
    total: int
    compared_at: datetime | None
    compare_in: Unit | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `mark` numbers the passage that it shares with the other side, 0 for none."""

    text: str
    mark: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: whose list, and its own words, item by item in pieces."""

    unit: Unit
    version_id: int
    role: str
    number: int
    drafted: datetime
    share: int
    items: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Two lists beside each other, and what was decided, the latest first: (verdict, reason, who, when)."""

    id: int
    earlier: Side
    later: Side
    year: int
    shared: int
    gone: bool
    may_decide: bool
    decisions: tuple[tuple[str, str, str, datetime], ...]


def documents(path: str, year: int) -> list[Doc]:
    """The newest versions of all lists in the subtree, in the order in which they were drafted. Three statements."""
    below = Q(list__unit__path=path) | Q(list__unit__path__gt=path, list__unit__path__lt=path + ":")
    rows = ListVersion.objects.filter(below, list__year=year, superseded_at=None).order_by("drafted_at", "pk")
    versions = list(rows.values_list("pk", "list__unit_id", "list__unit__path"))
    names = dict(Unit.objects.filter(pk__in={pk for _, _, at in versions for pk in _ids(at)}).values_list("pk", "name"))
    texts = own_texts(version for version, _, _ in versions)
    return [Doc(version, unit, texts.get(version, ()), tuple(names[pk] for pk in _ids(at))) for version, unit, at in versions]


def own_texts(versions: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What each version says in the unit's own words: titles of its own items, measures and proof of all. One statement."""
    sourced = Exists(ItemSource.objects.filter(item=OuterRef("pk")))
    rows = ListItem.objects.filter(version__in=list(versions), left_out="").annotate(sourced=sourced)
    rows = rows.order_by("version_id", "position", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for version, title, measures, proof, is_sourced in rows.values_list("version_id", "title", "measures", "proof", "sourced").iterator():
        found[version] += [text for text in ("" if is_sourced else title, measures, proof) if text]
    return {version: tuple(texts) for version, texts in found.items()}


def common_texts() -> list[str]:
    """What regulations say: it counts for nobody. One statement."""
    duties, standing, clauses = (model.objects.order_by().values_list(name) for model, name in SAID)
    return [text for (text,) in duties.union(standing, clauses) if text]


def copies(*, unit_id: int, year: int, by: Acting, page: int = 1, waiting: bool = False) -> CopiesPage:
    """Five statements. Raises NotFound for a unit in which the person does not review lists."""
    unit = reviewed(unit_id, by)
    seen = _seen(by).filter(_below(unit.path), later__list__year=year, gone_at=None).annotate(verdict=_verdict())
    open_ones = seen.filter(verdict=None)
    rows = (open_ones if waiting else seen).select_related("unit_earlier", "unit_later", "earlier__list", "later__list")
    found = Paginator(rows.order_by("-share", "pk"), ON_A_PAGE).get_page(page)
    run = Comparison.objects.filter(unit=unit, year=year).first()
    return CopiesPage(unit, year, found, tuple(_pair(row) for row in found.object_list), open_ones.count(), run)


def finding_page(*, finding_id: int, by: Acting) -> FindingPage:
    """Two versions side by side with their shared passages. Five statements. Raises NotFound."""
    row = finding_of(finding_id, by)
    names = dict(Unit.objects.filter(pk__in={*row.unit_earlier.ancestor_ids, *row.unit_later.ancestor_ids}).values_list("pk", "name"))
    texts = own_texts((row.earlier_id, row.later_id))
    docs = [
        Doc(version, unit.pk, texts.get(version, ()), tuple(names[pk] for pk in unit.ancestor_ids))
        for version, unit in ((row.earlier_id, row.unit_earlier), (row.later_id, row.unit_later))
    ]
    common = common_texts()
    found = align(own_words_of(docs[0], common), own_words_of(docs[1], common))
    sides = [
        Side(
            unit, version.pk, name_of(Role(version.list.role)), version.number, version.drafted_at, round(100 * share),
            marked(doc.items, [getattr(passage, side) for passage in found.passages]),
        )
        for unit, version, share, doc, side in (
            (row.unit_earlier, row.earlier, found.share_first, docs[0], "first"),
            (row.unit_later, row.later, found.share_second, docs[1], "second"),
        )
    ]
    decided = row.decisions.select_related("by")
    return FindingPage(
        row.pk, sides[0], sides[1], row.later.list.year, len(found.passages), row.gone_at is not None,
        bool(may(by, Permission.LIST_REVIEW, row.unit_later)),
        tuple((str(Verdict(each.verdict).label), each.reason, each.by.name if each.by else "", each.at) for each in decided),
    )


def alike(version_id: int, by: Acting) -> tuple[tuple[Alike, ...], int]:
    """The findings of a version that the person may see, those that share most first, and how many there are. One statement."""
    seen = _seen(by).filter(Q(earlier=version_id) | Q(later=version_id), gone_at=None)
    rows = seen.annotate(verdict=_verdict(), total=Window(Count("pk"))).order_by("-share", "pk")
    found = list(rows.select_related("unit_earlier", "unit_later", "earlier__list", "later__list")[:BESIDE])
    return tuple(_alike(row, row.earlier_id == version_id) for row in found), found[0].total if found else 0


def compared_at() -> Subquery:
    """When a comparison that took in the list of a version last ended: for the rows of an outer query of versions."""
    above = Comparison.objects.annotate(path=ExpressionWrapper(OuterRef("list__unit__path"), CharField())).filter(
        path__startswith=F("unit__path"), year=OuterRef("list__year"), state="done"
    )
    return Subquery(above.order_by("-ended_at").values("ended_at")[:1])


def finding_of(finding_id: int, by: Acting) -> CopyFinding:
    """One statement. Raises NotFound unless the person reviews lists of both units."""
    related = ("unit_earlier", "unit_later", "earlier__list", "later__list")
    row = _seen(by).select_related(*related).filter(pk=finding_id).first()
    if row is None:
        raise NotFound("There is no such pair of lists among those that you review.", remedy="Open it from the list of pairs.")
    return row


def reviewed(unit_id: int, by: Acting) -> Unit:
    """The unit. Raises NotFound unless the person reviews its lists."""
    unit = Unit.objects.filter(visible(by, Permission.LIST_REVIEW), pk=unit_id).first()
    if unit is None:
        raise NotFound("There is no such unit among those whose lists you review.", remedy="Look for it in the units.")
    return unit


def _seen(by: Acting) -> Any:
    return CopyFinding.objects.filter(
        visible(by, Permission.LIST_REVIEW, "unit_earlier__path"), visible(by, Permission.LIST_REVIEW, "unit_later__path")
    )


def _below(path: str) -> Q:
    return Q(unit_later__path=path) | Q(unit_later__path__gt=path, unit_later__path__lt=path + ":")


def _verdict() -> Subquery:
    return Subquery(CopyDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk").values("verdict")[:1])


def _alike(row: Any, first: bool) -> Alike:
    unit, version = (row.unit_later, row.later) if first else (row.unit_earlier, row.earlier)
    return Alike(
        row.pk, unit.name, name_of(Role(version.list.role)), row.share_earlier if first else row.share_later, first, row.verdict or "",
        str(Verdict(row.verdict).label) if row.verdict else "",
    )


def _pair(row: Any) -> Pair:
    return Pair(
        row.pk, row.unit_earlier.name, row.unit_later.name, name_of(Role(row.earlier.list.role)), name_of(Role(row.later.list.role)),
        row.share_earlier, row.share_later, row.verdict or "", str(Verdict(row.verdict).label) if row.verdict else "",
    )


def _ids(path: str) -> list[int]:
    return [int(path[start : start + SEGMENT]) for start in range(0, len(path), SEGMENT)]


def marked(items: tuple[str, ...], places: list[tuple[int, int, int]]) -> tuple[tuple[Piece, ...], ...]:
    """Each item in pieces; passage n of both sides has the mark n + 1."""
    cuts: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for mark, (item, start, end) in enumerate(places, 1):
        cuts[item].append((start, end, mark))
    found = []
    for number, text in enumerate(items):
        pieces, at = [], 0
        for begins, end, mark in sorted(cuts[number]):
            start = max(begins, at)
            if start > at:
                pieces.append(Piece(text[at:start], 0))
            if end > start:
                pieces.append(Piece(text[start:end], mark))
            at = max(at, end)
        pieces += [Piece(text[at:], 0)] if at < len(text) else []
        found.append(tuple(pieces))
    return tuple(found)
