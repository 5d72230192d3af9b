"""The list of letters: issued by us, to be signed by us, and one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liangze.core.letter import LetterStage
from liangze.letters.queries import to_sign
from liangze.letters.queries.batch import batches
from liangze.letters.queries.rows import LetterFilter, demand_letters, letter_list, own_units
from liangze.letters.words import names_of
from liangze.organisation.policy import Permission, may
from liangze.web.clock import today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown

SIDES = ("issued", "held")


@require_safe
def letter_list_page(request: HttpRequest) -> HttpResponse:
    """GET: year, side, unit, stage, q, page."""
    by, ask, day = request.acting, request.GET, today()
    demand_letters(by)
    side, stage = ask.get("side", ""), ask.get("stage", "")
    wanted = LetterFilter(
        year=number(ask.get("year")) or day.year, side=side if side in SIDES else "", unit=number(ask.get("unit")),
        stage=stage if stage in set(LetterStage) else "", text=ask.get("q", "").strip()[:60],
    )
    units = own_units(by)
    if wanted.side and not wanted.unit and units:
        wanted = LetterFilter(wanted.year, wanted.side, units[0][0], wanted.stage, wanted.text)
    page, rows = letter_list(by=by, wanted=wanted, today=day, page=ask.get("page", 1))
    issues = bool(may(by, Permission.LETTER_ISSUE, None))
    context = {
        "wanted": wanted, "rows": rows, "page": shown(page), "units": units, "stages": names_of(LetterStage),
        "years": range(day.year + 1, day.year - 5, -1), "to_sign": to_sign(by), "may_issue": issues,
        "batches": batches(by) if issues else (), "filtered": bool(wanted.text or wanted.stage or wanted.unit),
    }
    return render(request, "letters/list.html", context)
