"""Whom education has not reached, as a paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from django.utils.translation import override, pgettext

from liangze.core.study import Form
from liangze.documents.paper import Column, Facts, Grid, Paper
from liangze.study.queries.reached import PersonRow, ReachedPage
from liangze.study.words import form_name

PRINTED = "zh-hans"
MARKS = {"reached": "√", "missed": "○", "none": ""}


def reached_paper(page: ReachedPage) -> Paper:
    """The figures and a row for each person: which forms reached them, which did not."""
    with override(PRINTED):
        facts = [
            (pgettext("study paper", "People in reach"), str(page.people)),
            (pgettext("study paper", "Reached by nothing"), str(page.none)),
            (pgettext("study paper", "Missed a form"), str(page.gaps)),
            (pgettext("study paper", "Absences not made up for"), str(page.open)),
        ]
        for figure in page.forms:
            words = pgettext("study paper", "%(sessions)s sessions, reached %(reached)s, missed %(missed)s")
            facts.append(
                (form_name(figure.form), words % {"sessions": figure.sessions, "reached": figure.reached, "missed": figure.missed})
            )
        columns = (
            Column(pgettext("study paper", "Unit"), 3), Column(pgettext("study paper", "Seat"), 3),
            Column(pgettext("study paper", "Name"), 2),
            *(Column(form_name(form), 1.4, "center") for form in Form),
            Column(pgettext("study paper", "Times"), 1, "center"), Column(pgettext("study paper", "To make up"), 1.2, "center"),
        )
        names = {"unit": page.unit.name, "year": page.year}
        return Paper(
            title=pgettext("study paper", "%(unit)s: whom education reached in %(year)s") % names, issuer=page.unit.name, day=page.last,
            blocks=(Facts(tuple(facts)), Grid(columns, tuple(_cells(row) for row in page.rows))), wide=True,
            note=pgettext("study paper", "√ reached, made up for included; ○ held but did not reach the person; empty: not held."),
        )


def _cells(row: PersonRow) -> tuple[str, ...]:
    marks = tuple(MARKS[mark] for _name, mark in row.marks)
    return (row.unit, row.seat, row.name, *marks, str(row.times), str(row.open))
