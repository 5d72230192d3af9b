"""What the pages of lists share: years that can be asked for, papers as downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from liangze.core.errors import NotFound
from liangze.documents.official import docx, pdf, xlsx
from liangze.documents.paper import Paper
from liangze.duties.actions.plan import FIRST_YEAR, LAST_YEAR

FORMS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "pdf": (lambda paper: pdf(paper).content, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def demand_known_year(year: int) -> None:
    """Raise NotFound for a year of which there are no lists."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        params = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise NotFound("There are no lists of that year.", remedy="Choose a year from %(first)s to %(last)s.", params=params)


def demand_known_form(form: str) -> None:
    """Raise NotFound for a form in which nothing is exported."""
    if form not in FORMS:
        raise NotFound("Nothing is exported in this form.", remedy="Choose PDF, Word or Excel.")


def download(paper: Paper, form: str, name: str) -> HttpResponse:
    """The paper as a file; `name` without its ending, in plain letters."""
    make, media = FORMS[form]
    response = HttpResponse(make(paper), content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
