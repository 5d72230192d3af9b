"""The plan of education of a unit's year as a paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.core.words import State
from liangze.documents.paper import Block, Column, Grid, Heading, Paper, Paragraph
from liangze.organisation.policy import Acting
from liangze.organisation.words import name_of
from liangze.study.queries.plan import Owed, Planned, Quarter, year_plan

PRINTED = "zh-hans"
NUMERALS = "一二三四"


def plan_paper(*, unit_id: int, year: int, by: Acting, today: date) -> Paper:
    """Quarter by quarter what rules ask for, and what is planned or was held. Three statements. Raises NotFound."""
    with override(PRINTED):
        plan = year_plan(unit_id=unit_id, year=year, by=by, today=today)
        blocks = [block for numeral, quarter in zip(NUMERALS, plan.quarters, strict=True) for block in _quarter(numeral, quarter)]
        counts = {"lacking": plan.lacking, "planned": plan.planned, "passed": plan.passed, "held": plan.held}
        said = pgettext("study paper", "Still owed: %(lacking)s acts. Held %(held)s, planned %(planned)s, day passed %(passed)s.")
        return Paper(
            title=pgettext("study paper", "%(unit)s: plan of education in %(year)s") % {"unit": plan.unit.name, "year": year},
            issuer=plan.unit.name, day=today, wide=True, blocks=(Paragraph(said % counts), *blocks),
        )


def _quarter(numeral: str, quarter: Quarter) -> list[Block]:
    found: list[Block] = [Heading(f"{numeral}、{quarter.name}")]
    owed, sessions = tuple(map(_owed, quarter.owed)), tuple(map(_session, quarter.sessions))
    if owed:
        found.append(Grid((
            Column(pgettext("study paper", "What is asked for"), 3), Column(pgettext("study paper", "Seat"), 1.6),
            Column(pgettext("study paper", "Basis"), 2.6), Column(pgettext("study paper", "Due"), 1.2, "center"),
            Column(pgettext("study paper", "Done / owed"), 1, "center"), Column(pgettext("study paper", "State"), 1.1, "center"),
        ), owed, pgettext("study paper", "What is asked for")))
    if sessions:
        found.append(Grid((
            Column(pgettext("study paper", "Day"), 1.2, "center"), Column(pgettext("study paper", "Form"), 1.6),
            Column(pgettext("study paper", "Title"), 3.6), Column(pgettext("study paper", "State"), 1.1, "center"),
            Column(pgettext("study paper", "Present / named"), 1.2, "center"),
        ), sessions, pgettext("study paper", "Planned and held")))
    if not owed and not sessions:
        found.append(Paragraph(pgettext("study paper", "Nothing is due and nothing is planned in this quarter.")))
    return found


def _owed(row: Owed) -> tuple[str, ...]:
    clause = f"{row.clause.cited}{row.clause.label}"
    return (f"{row.title}（{row.period}）", row.seat, clause, row.due.isoformat(), f"{row.done}/{row.times}", name_of(State(row.state)))


def _session(row: Planned) -> tuple[str, ...]:
    there = f"{row.present}/{row.named}" if row.state == "held" else "—"
    return (row.day.isoformat(), row.form, row.title, row.state_name, there)
