"""A rehearsal as its page shows it: which duties, units and due days adopting a version would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import pgettext

from liangze.core.duty import Duty
from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind
from liangze.duties.planning.shapes import duty_value
from liangze.duties.queries.rehearsal import ADDED, CHANGED, REMOVED, DutyChange, Example, FieldDifference, Rehearsal, rehearse
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission
from liangze.organisation.policy.acting import in_force
from liangze.regulations import models
from liangze.regulations.actions import DocumentHead, pack_of_document
from liangze.regulations.models import Adoption, Document, RegulationVersion, label_of
from liangze.regulations.queries.diff import Changed
from liangze.regulations.queries.reach import the_document, the_unit, the_version
from liangze.regulations.queries.topics import known_topics
from liangze.regulations.words import Addressee, Within, all_said, said

#: Vocabulary of a field's words.
WORDS = {
    "role": Role,
    "kinds": UnitKind,
    "levels": Level,
    "within": Within,
    "kind": ActKind,
    "every": Every,
    "towards": Towards,
    "to": Addressee,
    "accept": Addressee,
    "presence": Presence,
}


@dataclass(frozen=True, slots=True)
class Affected:
    """Obligations of the units of one level. `units`: those for whom something changes."""

    level: str
    units: int
    new: int
    withdrawn: int
    moved: int
    same: int


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One duty. how: "new", "gone", "changed" or "same" (the duty), while its obligations may change all the same."""

    how: str
    label: str
    title: str
    facts: tuple[Changed, ...]
    levels: tuple[Affected, ...]
    examples: tuple[Example, ...]

    @property
    def matters(self) -> bool:
        """Whether the duty or anything owed by it changes."""
        return self.how != "same" or any(level.units for level in self.levels)


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """replaces: the version that would end, None where none binds the unit.  quiet: duties for which nothing changes."""

    unit: Unit
    since: date
    until: date
    replaces: RegulationVersion | None
    duties: tuple[Rehearsed, ...]
    quiet: int
    new: int
    withdrawn: int
    moved: int
    same: int


def rehearsed_version(
    key: str, number: int, *, unit_id: int | None, since: date, by: Acting, today: date
) -> tuple[RegulationVersion, RehearsalPage]:
    """What adopting an installed version in the unit would change. Raises NotFound, NotAllowed."""
    version = the_version(key, number, by)
    unit = the_unit(unit_id or (by.home.unit_id if by.home else 0), by, Permission.REGULATION_READ)
    rows = models.Duty.objects.filter(version=version).select_related("clause").order_by("position")
    duties = [replace(duty_value(row), id=row.key) for row in rows]
    return version, _page(duties, version.regulation_id, unit, since, by, today)


def rehearsed_document(document_id: int, *, since: date, by: Acting, today: date) -> tuple[Document, RehearsalPage]:
    """What adopting the drafts confirmed so far would change in the document's unit. Raises NotFound, NotAllowed, Refusals."""
    document = the_document(document_id, by)
    pack = pack_of_document(document=document, head=DocumentHead(document.title[:120]), today=today)
    regulation = document.revises.regulation_id if document.revises else None
    return document, _page(pack.duties, regulation, document.unit, since, by, today)


def _page(duties: Iterable[Duty], regulation_id: int | None, unit: Unit, since: date, by: Acting, today: date) -> RehearsalPage:
    replaces = _binding(regulation_id, unit, since)
    found = rehearse(duties=duties, replaces=replaces, unit=unit, since=since, by=by, today=today)
    asked = any(fact.field == "topics" for change in found.duties for fact in change.differences)
    topics = {key: topic.zh for key, topic in known_topics().items()} if asked else {}
    rows = [_row(change, topics) for change in found.duties]
    return RehearsalPage(
        unit=unit,
        since=found.since,
        until=found.until,
        replaces=replaces,
        duties=tuple(row for row in rows if row.matters),
        quiet=sum(not row.matters for row in rows),
        **{name: _sum(found, name) for name in ("new", "withdrawn", "moved", "same")},
    )


def _binding(regulation_id: int | None, unit: Unit, day: date) -> RegulationVersion | None:
    rows = (
        Adoption.objects.filter(in_force(day), version__regulation=regulation_id, unit=unit) if regulation_id else Adoption.objects.none()
    )
    row = rows.select_related("version__regulation").first()
    return row.version if row else None


def _sum(found: Rehearsal, name: str) -> int:
    return found.total(name)


def _row(change: DutyChange, topics: dict[str, str]) -> Rehearsed:
    how = {ADDED: "new", REMOVED: "gone", CHANGED: "changed"}.get(change.change, "same")
    facts = tuple(_fact(difference, topics) for difference in change.differences)
    levels = tuple(Affected(said(Level, n.level), n.units, n.new, n.withdrawn, n.moved, n.same) for n in change.levels)
    return Rehearsed(how, label_of(change.clause), change.title, facts, levels, change.examples)


def _fact(difference: FieldDifference, topics: dict[str, str]) -> Changed:
    names = {
        "title": pgettext("duty", "What"),
        "role": pgettext("duty", "Who"),
        "kinds": pgettext("duty", "Kinds of unit"),
        "levels": pgettext("duty", "Levels of unit"),
        "within": pgettext("duty", "Which units"),
        "kind": pgettext("duty", "Kind"),
        "topics": pgettext("duty", "Topics"),
        "due": pgettext("duty", "By when"),
        "every": pgettext("duty", "How often"),
        "towards": pgettext("duty", "With each of"),
        "times": pgettext("duty", "Number of times"),
        "about": pgettext("duty", "About which period"),
        "once_opens": pgettext("duty", "Counts from"),
        "once_due": pgettext("duty", "Due on"),
        "roll": pgettext("duty", "Due on a rest day"),
        "to": pgettext("duty", "To whom"),
        "accept": pgettext("duty", "Accepted by"),
        "presence": pgettext("duty", "Presence"),
    }
    field = difference.field
    return Changed(names.get(field, field), *(_value(field, text, topics) for text in (difference.before, difference.after)))


def _value(field: str, text: str, topics: dict[str, str]) -> str:
    if not text:
        return pgettext("duty", "last day of the period") if field == "due" else "—"
    parts = text.split(", ")
    if field == "topics":
        return "、".join(topics.get(part, part) for part in parts)
    if field in WORDS:
        return all_said(WORDS[field], parts)
    if field == "about":
        return pgettext("duty", "the period before") if text == "previous" else pgettext("duty", "the period itself")
    if field == "due":
        month, _, day = text.partition("-")
        said_ = pgettext("duty", "end of month %(month)s") if day == "0" else pgettext("duty", "day %(day)s of month %(month)s")
        return said_ % {"month": month, "day": day}
    return text
