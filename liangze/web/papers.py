"""Papers as downloads: in which form, of which type, under which name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from liangze.core.errors import NotFound
from liangze.documents.official import docx, pdf, xlsx
from liangze.documents.paper import Paper

FORMS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "pdf": (lambda paper: pdf(paper).content, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def demand_known_form(form: str) -> None:
    """Raise NotFound for a form in which nothing is printed: before the work of putting the paper together."""
    if form not in FORMS:
        raise NotFound("Nothing is printed in this form.", remedy="Choose Excel, Word or PDF.")


def download(paper: Paper, form: str, name: str) -> HttpResponse:
    """The paper as a file; `name` without its ending, in any language."""
    make, media = FORMS[form]
    response = HttpResponse(make(paper), content_type=media)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or "attachment"
    return response
