"""The draft: its text with the figures beside it, kept by itself, laid out to be signed, handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.reports.actions import Text, lay_out, refresh_figures, save, submit
from liangze.reports.checks import is_signed
from liangze.reports.queries.form import Form, form_of
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.refusals import Told
from liangze.web.refusals import each as told


@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """The draft. `do` says what the button asks for: save, submit, lay_out, refresh."""
    if request.method != "POST":
        form = form_of(report_id=report_id, by=request.acting, today=today())
        if form.version.submitted_at or form.report.withdrawn_at:
            return redirect("report", report_id)
        return _shown(request, form)
    do = request.POST.get("do", "save")
    try:
        version = save(report_id=report_id, text=_text(request), edition=_edition(request), by=request.acting, now=now())
        given = {"report_id": report_id, "edition": version.edition, "by": request.acting, "today": today(), "now": now()}
        if do == "submit":
            submit(**given)
            messages.success(request, _("The report is submitted. You see here what its addressees say."))
            return redirect("report", report_id)
        if do == "lay_out":
            lay_out(**given)
            messages.success(request, _("The text is laid out. The principal finds it under what waits to be signed."))
        elif do == "refresh":
            refresh_figures(**given)
            messages.success(request, _("The figures are those of today. What was changed by hand was left as it is."))
        else:
            messages.success(request, _("Saved."))
        return redirect("report-edit", report_id)
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        form = form_of(report_id=report_id, by=request.acting, today=today(), text=_text(request))
        return _shown(request, form, told(refused), status=422 if isinstance(refused, Refusals) else refused.status)


@require_POST
def autosave(request: HttpRequest, report_id: int) -> HttpResponse:
    """Keep the text as it stands; as a fragment that says when, or why not."""
    try:
        version = save(
            report_id=report_id, text=_text(request), edition=_edition(request), by=request.acting, now=now(), autosave=True
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        words = {"wrong": " ".join(f"{one.what} {one.remedy}" for one in told(refused))}
        return render(request, "reports/parts/saved.html", words)
    return render(request, "reports/parts/saved.html", {"edition": version.edition, "at": localtime(version.saved_at)})


def _text(request: HttpRequest) -> Text:
    posted = request.POST
    return Text(
        title=posted.get("title", ""), sections={key.removeprefix("s-"): posted[key] for key in posted if key.startswith("s-")},
        reasons={key.removeprefix("reason-"): posted[key] for key in posted if key.startswith("reason-")},
        topics=frozenset(posted.getlist("topics")), signs="signs" in posted,
    )


def _edition(request: HttpRequest) -> int:
    return number(request.POST.get("edition")) or 0


def _shown(request: HttpRequest, form: Form, wrong: Sequence[Told] = (), status: int = 200) -> HttpResponse:
    errors: dict[str, list[Told]] = {}
    for each in wrong:
        errors.setdefault(each.field or "whole", []).append(each)
    context: dict[str, Any] = {
        "form": form, "report": form.report, "version": form.version, "wrong": wrong, "errors": errors, "signed": is_signed(form.sheet),
    }
    return render(request, "reports/edit.html", context, status=status)
