"""A listing as an official paper. A paper is Chinese whatever language its reader has chosen for the pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override, pgettext

from liangze.core.listed import ListingStep, document_number
from liangze.core.problem import ProblemState
from liangze.documents.paper import Block, Column, Facts, Grid, Heading, Paper, Paragraph, SignatureBox
from liangze.problems.models import Listing
from liangze.problems.words import name_of

PRINTED = "zh-hans"
SIGNER = "signer"


def number_of(listing: Listing) -> str:
    """The number as it is cited: 云督〔2026〕3号."""
    return document_number(listing.mark, listing.year, listing.number)


def listing_paper(listing: Listing, *, day: date, resolved: str = "") -> Paper:
    """Matter, limit, problems, reports, and once it is resolved how, with the place to sign. Two statements.

    `listing` comes with issuer, unit and signer.  resolved  how it was resolved, for the document that is signed.
    """
    with override(PRINTED):
        blocks: list[Block] = [
            Paragraph(listing.matter),
            Facts((
                (pgettext("listing paper", "Unit supervised"), listing.unit.name),
                (pgettext("listing paper", "Issued on"), _day(listing.issued_on)),
                (pgettext("listing paper", "Limit"), _day(listing.due)),
                (pgettext("listing paper", "Signs the de-listing"), f"{listing.signer.unit.name}{listing.signer.title}"),
            )),
        ]
        sections: list[tuple[str, Block]] = []
        problems = [
            (
                str(n), f"{each.number} {each.title}", each.unit.name, _day(each.due), name_of(ProblemState(each.standing)),
                _day(each.closed_on) if each.closed_on else "—",
            )
            for n, each in enumerate(listing.problems.select_related("unit").order_by("pk"), 1)
        ]
        if problems:
            sections.append((pgettext("listing paper", "Problems"), Grid(_columns(), tuple(problems))))
        reports = listing.steps.filter(kind=ListingStep.PROGRESS).select_related("by").order_by("pk")
        said = tuple((_day(each.on), f"{each.words}（{each.by.name}）") for each in reports)
        if said:
            sections.append((pgettext("listing paper", "Progress reported"), Facts(said)))
        if resolved:
            sections.append((pgettext("listing paper", "How it was resolved"), Paragraph(resolved)))
        for numeral, (heading, block) in zip("一二三", sections, strict=False):
            blocks += [Heading(f"{numeral}、{heading}"), block]
        boxes = (SignatureBox(SIGNER, f"{listing.signer.unit.name}{listing.signer.title}"),) if resolved else ()
        title = pgettext("listing paper", "End of the listed supervision: %(title)s") if resolved else pgettext(
            "listing paper", "Listed supervision: %(title)s"
        )
        return Paper(
            title=title % {"title": listing.title}, number=number_of(listing), issuer=listing.issuer.name, addressee=listing.unit.name,
            day=day, blocks=tuple(blocks), signatures=boxes,
        )


def _columns() -> tuple[Column, ...]:
    return (
        Column(pgettext("listing paper", "No."), 0.5, "center"), Column(pgettext("listing paper", "Problem"), 4),
        Column(pgettext("listing paper", "Unit"), 2), Column(pgettext("listing paper", "Due day"), 1.8, "center"),
        Column(pgettext("listing paper", "State"), 1.4, "center"), Column(pgettext("listing paper", "Closed on"), 1.8, "center"),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
