"""Documents: reading one in, its reading page, making a version of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.named_units import unit_named, unit_typed
from liangze.regulations.actions import DocumentHead, adopt_document, read_document
from liangze.regulations.queries.catalogue import versions_to_revise
from liangze.regulations.queries.reach import the_document, the_version_of
from liangze.regulations.queries.reading import document_page
from liangze.web.clock import now, today
from liangze.web.forms import put_refusals
from liangze.web.regulations.asked import number_asked
from liangze.web.regulations.forms import DocumentAdoptForm, UploadForm
from liangze.web.regulations.reader import reader_context

#: What one upload may hold; the reader has its own, larger limits for the command line.
MOST_BYTES = getattr(settings, "ATTACHMENT_LIMIT", 20 * 1024 * 1024)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Read a document in."""
    by = request.acting
    demand(by, Permission.REGULATION_DRAFT, None)
    home = unit_typed(by=by, permission=Permission.REGULATION_DRAFT, unit_id=by.home.unit_id if by.home else None)
    initial = {"unit": home, "revises": number_asked(request, "revises")}
    form = UploadForm(request.POST or None, request.FILES or None, versions=versions_to_revise(by), initial=initial)
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            made = _read(request, form)
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
            known = refused.params.get("document") if isinstance(refused, Conflict) else None
        else:
            count = made.drafts.count()
            said = ngettext("Read: %(n)s draft waits for your decision.", "Read: %(n)s drafts wait for your decision.", count)
            messages.success(request, said % {"n": count})
            return redirect("document", document_id=made.pk)
    return render(request, "regulations/upload.html", {"form": form, "known": known}, status=422 if request.method == "POST" else 200)


def _read(request: HttpRequest, form: UploadForm):  # the document
    fields, file = form.cleaned_data, form.cleaned_data["document"]
    if file.size > MOST_BYTES:
        raise Refusal(
            "The file has %(size)s MB; the limit is %(limit)s MB.",
            remedy="Save it without pictures, or divide it.",
            field="document",
            params={"size": f"{file.size / 1_000_000:.1f}", "limit": f"{MOST_BYTES / 1_000_000:.0f}"},
        )
    unit = unit_named(by=request.acting, permission=Permission.REGULATION_DRAFT, word=fields["unit"], field="unit")
    revises = the_version_of(fields["revises"], request.acting) if fields["revises"] else None
    return read_document(source=file.read(), filename=file.name, unit=unit, by=request.acting, now=now(), revises=revises)


@require_safe
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """The reading page. GET: draft (the one to open), only=waiting, view=text (on a phone), size."""
    context = reader_context(request, document_id)
    template = "regulations/document.html#reader" if request.htmx and not request.htmx.boosted else "regulations/document.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, document_id: int) -> HttpResponse:
    """Make a version of the confirmed drafts."""
    row = the_document(document_id, request.acting)
    demand(request.acting, Permission.REGULATION_INSTALL, row.unit)
    page = document_page(document_id, by=request.acting, draft=0, fold=True)
    form = DocumentAdoptForm(request.POST or None, initial=_head(row))
    if request.method == "POST" and form.is_valid():
        try:
            version = _adopt(request, row, form)
        except (Refusal, Refusals) as refused:
            put_refusals(form, _by_draft(refused))
        else:
            messages.success(
                request, _("The version is installed: %(title)s, version %(n)s.") % {"title": version.title, "n": version.version}
            )
            return redirect("regulation-detail", key=version.regulation.key, number=version.version)
    return render(request, "regulations/document-adopt.html", {"form": form, "page": page}, status=422 if request.method == "POST" else 200)


def _head(row):  # initial values by field
    head = row.reading["document"]
    issued = head.get("issued_on")
    since = head.get("effective_on") or issued
    start = max(today(), date.fromisoformat(since)) if since else today()
    return {
        "title": row.title, "number": row.number, "issuer": head.get("issuer") or "", "issued_on": issued,
        "in_force_from": since, "since": start.isoformat(), "adopt_now": True,
    }  # fmt: skip


def _adopt(request: HttpRequest, row, form: DocumentAdoptForm):  # the version
    f = form.cleaned_data
    head = DocumentHead(f["title"], f["number"], f["issuer"], f["issued_on"], f["in_force_from"])
    return adopt_document(
        document=row, head=head, by=request.acting, now=now(), today=today(), leave_waiting=f["leave_waiting"],
        since=f["since"] if f["adopt_now"] else None, reason=f["reason"],
    )  # fmt: skip


def _by_draft(refused: Refusal | Refusals) -> Refusals:
    """Refusals of the form's own fields stay; those of a draft are told with its number, above the form."""
    ones = refused.refusals if isinstance(refused, Refusals) else (refused,)
    return Refusals(
        Refusal(one.what, remedy=one.remedy, field=None, clause=_("(draft no. %(n)s)") % {"n": one.params["draft"]}, params=one.params)
        if "draft" in one.params
        else Refusal(one.what, remedy=one.remedy, field={"in_force": "in_force_from"}.get(one.field or "", one.field), params=one.params)
        for one in ones
    )
