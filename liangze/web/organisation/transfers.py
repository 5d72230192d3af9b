"""Pages to take a workbook in, watch it, read what was found, and to take workbooks out."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import Refusal, Refusals
from liangze.organisation import queries
from liangze.organisation.actions.transfers import receive_workbook, retry_transfer
from liangze.organisation.policy import Permission, demand
from liangze.organisation.workbook.findings_sheet import write_findings
from liangze.organisation.workbook.layout import BY_KEY
from liangze.organisation.workbook.writing import write_template
from liangze.web.clock import now, today
from liangze.web.forms import put_refusals
from liangze.web.organisation.asking import posted
from liangze.web.organisation.forms import UploadForm
from liangze.web.paging import shown
from liangze.web.refusals import told

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNDER_WAY = ("waiting", "reading", "checking", "storing")
SHOWN = 200  # findings on the page; the workbook of findings has all that were kept


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the reader's language."""

    sheet: str
    row: int
    column: str
    what: str
    remedy: str
    warning: bool


@require_http_methods(["GET", "POST"])
def transfer_list(request: HttpRequest) -> HttpResponse:
    """One's imports, and the form for another."""
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            transfer = receive_workbook(by=request.acting, name=file.name, content=file.read(), now=now())
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            return redirect("transfer-detail", transfer_id=transfer.pk)
    page = queries.transfers(by=request.acting, page=request.GET.get("page", 1))
    context = {"form": form, "rows": page.object_list, "page": shown(page), "under_way": UNDER_WAY}
    return render(request, "organisation/transfers.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def transfer_detail(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """One import: how far it is, then what became of it. htmx asks for the progress alone, and reloads at the end."""
    transfer = queries.transfer_of(by=request.acting, transfer_id=transfer_id)
    running = transfer.state in UNDER_WAY
    findings = finding_rows(transfer.findings)
    context = {
        "transfer": transfer, "running": running, "findings": findings[:SHOWN], "kept": len(findings),
        "shown": SHOWN, "found": transfer.found,
        "unchanged": transfer.state == "done" and not any(n["new"] or n["changed"] for n in transfer.counts.values()),
        "warnings": sum(1 for f in findings if f.warning),
        "counts": [(sheet.title, transfer.counts[key]) for key, sheet in BY_KEY.items() if any(transfer.counts.get(key, {}).values())],
    }  # fmt: skip
    if getattr(request, "htmx", False):
        response = render(request, "organisation/transfer-detail.html#progress", context)
        if not running:
            response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "organisation/transfer-detail.html", context)


@require_POST
def transfer_retry(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """Begin anew with an import whose worker was killed."""
    retry_transfer(transfer_id=transfer_id, by=request.acting, now=now())
    return redirect("transfer-detail", transfer_id=transfer_id)


def finding_rows(findings: Sequence[Mapping[str, Any]]) -> list[FindingRow]:
    """What was found (as `Findings.plain` gives it), in the reader's language."""
    rows = []
    for found in findings:
        words = told(Refusal(found["what"], remedy=found["remedy"], params=found["params"]))
        rows.append(FindingRow(found["sheet"], found["row"], found["column"], words.what, words.remedy, found["warning"]))
    return rows


@require_safe
def transfer_findings(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """The findings as a workbook."""
    transfer = queries.transfer_of(by=request.acting, transfer_id=transfer_id)
    return findings_workbook(finding_rows(transfer.findings), str(transfer_id))


def findings_workbook(found: Iterable[FindingRow], number: str) -> FileResponse:
    """What was found as a workbook, to mend it beside the one that was refused."""
    rows = ((f.sheet, f.row or "", f.column, f.what, f.remedy) for f in found)
    target = io.BytesIO()
    headings = (_("Sheet"), _("Row"), _("Column"), _("What is wrong"), _("How to mend it"))
    write_findings(target, title=_("Findings"), headings=headings, rows=rows)
    return workbook(target, _("Findings-%(number)s.xlsx") % {"number": number})


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    demand(request.acting, Permission.ORGANISATION_READ, None)
    target = io.BytesIO()
    write_template(target)
    return workbook(target, _("Organisation template.xlsx"))


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything in sight as a workbook that can be imported. Written to a file that goes with the answer."""
    target: Any = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it when the last byte is sent
    queries.export_workbook(by=request.acting, target=target)
    return workbook(target, _("Organisation %(day)s.xlsx") % {"day": today().isoformat()})


def workbook(target: Any, name: str) -> FileResponse:
    """A file to save."""
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
