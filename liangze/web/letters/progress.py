"""How far signing is, by unit and level; who is missing, and one click to remind them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liangze.core.errors import Conflict, NotAllowed, Refusal
from liangze.duties.queries.ledger_place import own_unit_id
from liangze.letters.queries import progress as queries
from liangze.organisation.policy import Permission
from liangze.reminders.actions import remind
from liangze.reminders.actions.remind import MOST
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.refusals import told

SOURCE = "letter"  # as reminders know letters


@require_safe
def letter_progress(request: HttpRequest) -> HttpResponse:
    """GET: unit, year, page."""
    day = today()
    unit, year = _asked(request, "GET")
    found = queries.progress(by=request.acting, unit_id=unit, year=year, today=day, page=request.GET.get("page", 1))
    context = {"found": found, "years": range(day.year + 1, day.year - 5, -1), "page": shown(found.page)}
    return render(request, "letters/progress.html", context)


@require_POST
def letter_remind(request: HttpRequest) -> HttpResponse:
    """Remind those whose signature is missing: of the letters chosen, or of all in the unit and below."""
    unit, year = _asked(request, "POST")
    by, chosen = request.acting, sorted({n for text in request.POST.getlist("letter") if (n := number(text))})
    ids, waits = queries.remindable(by=by, unit_id=unit, year=year, today=today(), chosen=chosen, most=MOST + 1)
    if waits and not ids:
        raise NotAllowed("You may not remind these people.", remedy="If your work needs it, ask the security administrator for a grant.")
    try:
        if not ids:
            raise Conflict("Nobody's signature is missing.", remedy="Nothing needs to be done.")
        sent = remind(about=SOURCE, items=ids, by=by, now=now())
    except NotAllowed:
        raise
    except Refusal as refused:
        messages.warning(request, str(told(refused)))
    else:
        messages.success(request, _("Reminded: %(n)s people.") % {"n": sent.people})
    return redirect(f"{reverse('letter-progress')}?{urlencode({'unit': unit, 'year': year})}")


def _asked(request: HttpRequest, method: str) -> tuple[int, int]:
    form = getattr(request, method)
    return number(form.get("unit")) or own_unit_id(request.acting, Permission.LETTER_READ), number(form.get("year")) or today().year
