"""How many units have their lists, and who is missing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from liangze.core.words import Level
from liangze.lists.queries.coverage import coverage
from liangze.lists.queries.level import level_files
from liangze.lists.queries.paper import PRINTED, coverage_paper
from liangze.organisation.words import name_of
from liangze.web.clock import today
from liangze.web.lists.answers import demand_known_form, demand_known_year, download
from liangze.web.papers import zipped

SHORT = ("drafted", "signed", "published")


@require_safe
def unit_coverage(request: HttpRequest, unit_id: int, year: int) -> HttpResponse:
    """A unit's subtree in the year. GET: level, short (not yet drafted, signed, published), page.

    Or format (xlsx, docx, pdf): the sums as a paper.
    """
    demand_known_year(year)
    if "format" in request.GET:
        return _paper(request, unit_id, year, request.GET["format"])
    level, short = request.GET.get("level", ""), request.GET.get("short", "drafted")
    short = short if short in SHORT else "drafted"
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    found = coverage(unit_id=unit_id, year=year, by=request.acting, today=today(), level=level, short_of=short, page=page)
    context = {
        "found": found, "page": found.behind, "level": level, "short": short, "years": (year - 1, year, year + 1),
        "levels": [(one.value, name_of(one)) for one in Level],
    }
    return render(request, "lists/coverage.html", context)


@require_safe
def level_zip(request: HttpRequest, unit_id: int, year: int) -> HttpResponseBase:
    """The lists of all units directly below, a PDF for each unit, with an index. Sent while it is made."""
    demand_known_year(year)
    index, files = level_files(unit_id=unit_id, year=year, by=request.acting, today=today())
    return zipped(index, files, f"lists-below-{unit_id}-{year}")


def _paper(request: HttpRequest, unit_id: int, year: int, form: str) -> HttpResponse:
    demand_known_form(form)
    with translation.override(PRINTED):  # a paper is Chinese, the names of levels in it as well
        found = coverage(unit_id=unit_id, year=year, by=request.acting, today=today())
    return download(coverage_paper(found, today()), form, f"coverage-{found.unit.code}-{year}")
