"""Papers as downloads: in which form, of which type, under which name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from liangze.core.errors import NotFound, Refusal, Refusals
from liangze.documents.official import bundle, docx, pdf, xlsx
from liangze.documents.official.bundle import BROKE_OFF, Content
from liangze.documents.paper import Paper
from liangze.web.refusals import each

PRINTED = "zh-hans"  # papers are Chinese, whatever the language of the page

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


def zipped(index: Paper, files: Iterable[tuple[str, Content]], name: str) -> StreamingHttpResponse:
    """Many papers as one zip, sent while it is made; what could not be made stands in its index with the reason."""
    response = StreamingHttpResponse(bundle(files, index, why=_why), content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.zip") or "attachment"
    return response


def _why(broken: Exception) -> str:
    if not isinstance(broken, Refusal | Refusals):
        return BROKE_OFF
    with override(PRINTED):  # the request is answered: its language is not there any more
        return "".join(str(one) for one in each(broken))
