"""The first page after signing in: mine by due day, what waits for me, what came back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from liangze.duties.queries.mywork import SHOWN, mine, returned_to, waiting_for
from liangze.letters.queries import to_sign
from liangze.organisation.policy import Permission, may
from liangze.web import dates
from liangze.web.clock import today
from liangze.web.mywork import desk
from liangze.web.mywork.errands import errands
from liangze.web.navigation import address, own_page


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is due from me, next step first. An administrator is led to the own page."""
    day, by = today(), request.acting
    if page := own_page(by):
        return redirect(page)
    works = mine(by, day)
    groups = desk.groups(works, day)
    letters = to_sign(by)
    waiting, returned = desk.papers(waiting_for(by, day)), desk.papers(returned_to(by, day))
    state, first = desk.first_steps(works, day) if works else ("", "")
    context = {
        "groups": [(group, [(bundle, *desk.bundle_words(bundle)) for bundle in group.bundles]) for group in groups],
        "more_than_shown": len(works) >= SHOWN,
        "state": state,
        "first": first,
        "waiting": waiting,
        "returned": returned,
        "month": dates.month(day),
        "weeks": desk.month(works, day),
        "letters_to_sign": letters,
        "nothing": not (works or waiting or returned or letters),
        "weekdays": [str(WEEKDAYS_ABBR[n]) if not dates.chinese() else "一二三四五六日"[n] for n in range(7)],
        "acting_grants": by.grants,
        "records": bool(may(by, Permission.ENTRY_RECORD, None)),
        "new_url": address("entry-new") if may(by, Permission.ENTRY_RECORD, None) else None,
    }
    return render(request, "mywork/my-work.html", context)


@require_safe
def errand_list(request: HttpRequest) -> HttpResponse:
    """What waits for the person in the rooms that do the work: a part of my work that asks for itself, or a page of its own."""
    context = {"errands": errands(request.acting, today())}
    return render(request, "mywork/errands.html#errands" if request.htmx else "mywork/errands.html", context)
