"""A report as an official paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.documents.official.titles import title_lines
from liangze.documents.paper import Block, Column, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.organisation.policy import Acting
from liangze.reports.models import Report, Version
from liangze.reports.queries.drafting import PRINTED
from liangze.reports.queries.reach import may_write, nothing, the_report
from liangze.reports.queries.signing import SignerSeat, signer_of
from liangze.reports.queries.text import FigureSeen, figures_seen, sections_seen
from liangze.reports.words import addressees

SIGNER = "principal"
ROOM = 18  # characters of a line of the title
NUMERALS = "一二三四五六七八九十"


def report_paper(report: Report, version: Version, *, signer: SignerSeat | None, day: date) -> Paper:
    """The text with numbered sections, an annex of the figures with their sources, a place for the principal to sign where one signs."""
    with override(PRINTED):
        sections = [section for section in sections_seen(version) if section.text]
        blocks: list[Block] = []
        for place, section in enumerate(sections):
            if len(sections) > 1:
                blocks.append(Heading(f"{NUMERALS[min(place, 9)]}、{section.title}"))
            blocks += [Paragraph(line.strip()) for line in section.text.split("\n") if line.strip()]
        figures = figures_seen(tuple(sections))
        title = report.title if report.title.startswith(report.unit.name) else f"{report.unit.name}{report.title}"
        if figures:
            annex = pgettext("report paper", "Annex: figures and where they come from")
            blocks += [Heading(annex), _grid(figures)]
        return Paper(
            title=title_lines(title, room=ROOM), issuer=report.unit.name, day=day, addressee=f"{addressees(report.to)}：",
            blocks=tuple(blocks),
            signatures=(SignatureBox(SIGNER, signer.title, signer.name),) if signer else (),
            note=pgettext("report paper", "Report No. %(number)s, version %(version)s. Figures as of %(day)s.") % {
                "number": report.number, "version": version.number,
                "day": f"{version.figures_on.year}年{version.figures_on.month}月{version.figures_on.day}日",
            },
        )


def _grid(figures: tuple[FigureSeen, ...]) -> Grid:
    columns = (
        Column(pgettext("report paper", "Figure"), 2.4), Column(pgettext("report paper", "By the records"), 1, "center"),
        Column(pgettext("report paper", "In the text"), 1, "center"), Column(pgettext("report paper", "Why they differ"), 2.6),
    )
    rows = tuple(
        (figure.name, str(figure.value), figure.written or pgettext("report paper", "left out"), figure.reason or "—")
        for figure in figures
    )
    return Grid(columns, rows)


def printed(*, report_id: int, by: Acting, today: date) -> tuple[Report, Paper]:
    """The newest version that the reader may see, as a paper. Three statements. Raises NotFound."""
    report = the_report(report_id, by)
    versions = Version.objects.filter(report=report).order_by("-number")
    version = next((each for each in versions if each.submitted_at or may_write(by, report)), None)
    if version is None:
        raise nothing()
    return report, report_paper(report, version, signer=signer_of(report) if report.signs else None, day=version.submitted_on or today)
