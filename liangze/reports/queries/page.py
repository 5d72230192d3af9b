"""The page of a report: its text with figures then and now, each addressee's state, the thread, what the reader may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from liangze.core.errors import NotFound
from liangze.core.report import Stage, Standing, Verb, objection
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.organisation.policy import Acting
from liangze.reports.models import Report, Step, Version
from liangze.reports.queries.drafting import scope_of
from liangze.reports.queries.reach import may_write, own_roles_of, person, the_report, writer
from liangze.reports.queries.sources import values_now
from liangze.reports.queries.standing import VersionStanding, steps_of, version_standing, wrote
from liangze.reports.queries.text import FigureSeen, SectionSeen, figures_seen, sections_seen
from liangze.reports.record import RECORD
from liangze.reports.words import STANDINGS, addressee_name
from liangze.trust.endorsements import Sheet, sheet_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the thread."""

    verb: str
    to: str
    text: str
    on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AddresseeSeen:
    """One addressee: how far it is, what it decided and asked, what the reader may do in its name or answer it.

    mine  the reader acts for it.  main  the one main step of the page is here.
    acceptance  a clause asks for it: it counts from the acceptance on.  why_not  where the reader speaks for it and may not decide.
    """

    key: str
    name: str
    standing: str
    standing_name: str
    acceptance: bool
    thread: tuple[Entry, ...]
    may: frozenset[str]
    why_not: str
    mine: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another version."""

    number: int
    submitted_on: date | None
    by: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything on the page. `newest`: the version shown is the newest one."""

    report: Report
    version: Version
    stage: Stage
    sections: tuple[SectionSeen, ...]
    addressees: tuple[AddresseeSeen, ...]
    earlier: tuple[Earlier, ...]
    settled: tuple[SettledItem, ...]
    sheet: Sheet | None
    writes: bool
    reads: bool
    newest: bool

    @property
    def figures(self) -> tuple[FigureSeen, ...]:
        return figures_seen(self.sections)

    @property
    def moved(self) -> int:
        return sum(figure.moved for figure in self.figures)

    @property
    def by_hand(self) -> tuple[FigureSeen, ...]:
        return tuple(figure for figure in self.figures if figure.by_hand)


def report_page(*, report_id: int, by: Acting, today: date, number: int | None = None) -> ReportPage:
    """Six statements, two more with a document that is signed. number  an earlier version. Raises NotFound."""
    report = the_report(report_id, by)
    versions = list(Version.objects.filter(report=report).select_related("saved_by", "submitted_by").order_by("-number"))
    steps = steps_of(version.pk for version in versions)
    writes = may_write(by, report)
    shown = _shown(versions, number, writes)
    standing = version_standing(report, shown, steps[shown.pk])
    now = values_now(scope_of(report, today)) if shown.figures else {}
    newest = shown is versions[0]
    people = _addressees(report, shown, standing, steps[shown.pk], by, newest=newest)
    return ReportPage(
        report=report, version=shown, stage=standing.stage, sections=sections_seen(shown, now), addressees=people,
        earlier=tuple(_earlier(each, steps[each.pk]) for each in versions if each is not shown and (each.submitted_at or writes)),
        settled=settled_by(source=(RECORD, report.pk), as_of=today) if versions[-1].submitted_at else (),
        sheet=sheet_of((RECORD, report.pk)) if shown.laid_out_at else None, writes=writes,
        reads=any(each.mine for each in people), newest=newest,
    )


def _shown(versions: Sequence[Version], number: int | None, writes: bool) -> Version:
    """The version asked for; else the newest, for others than the writers the newest that was submitted."""
    seen = [version for version in versions if version.submitted_at or writes]
    found = next((version for version in seen if number in (None, version.number)), None)
    if found is None:
        raise NotFound("There is no such version of the report.", remedy="Open the report and choose one of its versions.")
    return found


def _addressees(
    report: Report, version: Version, standing: VersionStanding, steps: Sequence[Step], by: Acting, *, newest: bool
) -> tuple[AddresseeSeen, ...]:
    found = []
    for to in report.to:
        each = standing.standings[to]
        may: set[str] = set()
        why = ""
        someone = person(by, report, to, wrote(report, version))
        if newest and by.account_id:
            may = {verb for verb in Verb if objection(verb, stage=standing.stage, standing=each, person=someone) is None}
            refused = objection(Verb.RETURN, stage=standing.stage, standing=each, person=someone)
            why = refused.what if refused and someone.speaks and someone.did and refused.status == 403 else ""
        found.append(
            AddresseeSeen(
                key=to, name=addressee_name(to), standing=each.value, standing_name=str(STANDINGS[Standing(each)]),
                acceptance=to in version.accepts, thread=tuple(_entry(step) for step in steps if step.to == to), may=frozenset(may),
                why_not=why, mine=someone.speaks,
            )
        )
    first = next((each for each in found if each.may & {Verb.ACCEPT, Verb.ANSWER}), None)
    return tuple(replace(each, main=each is first and standing.stage is not Stage.RETURNED) for each in found)


def _entry(step: Step) -> Entry:
    return Entry(step.verb, step.to, step.text, step.on, step.by.name, step.at)


def _earlier(version: Version, steps: Sequence[Step]) -> Earlier:
    reasons = tuple((addressee_name(step.to), step.text) for step in steps if step.verb == Verb.RETURN)
    who = version.submitted_by.name if version.submitted_by else version.saved_by.name
    return Earlier(version.number, version.submitted_on, who, reasons)


@dataclass(frozen=True, slots=True)
class Editing:
    """A draft to be written."""

    report: Report
    version: Version
    sheet: Sheet | None
    own: bool


def editing(*, report_id: int, by: Acting) -> Editing:
    """Two statements, four with a document. Raises NotFound; also for whoever does not write the report."""
    report = the_report(report_id, by)
    if not may_write(by, report):
        raise NotFound("There is no such draft among those that you write.", remedy="Open the report to read it.")
    version = Version.objects.filter(report=report).select_related("saved_by").order_by("-number")[0]
    version.report = report
    someone = writer(by, report.unit, report.holder, own_roles_of(report))
    return Editing(report, version, sheet_of((RECORD, report.pk)) if version.laid_out_at else None, someone.holds)
