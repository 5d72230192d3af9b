"""Issuing letters of a level: choose, see who may be asked and who not and why, then order them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import NotAllowed, NotFound, Refusal
from liangze.core.letter import LetterOrder
from liangze.core.words import Level
from liangze.letters.actions import order_batch
from liangze.letters.actions.batch import demand_wanted
from liangze.letters.models import LetterKind
from liangze.letters.queries.candidates import DUE, HAVE, VACANT, Candidate, Wanted, listed, survey
from liangze.letters.queries.paper import default_preamble
from liangze.letters.queries.rows import issuing_units
from liangze.letters.words import names_of
from liangze.organisation.models import Unit
from liangze.organisation.policy import Permission, demand
from liangze.organisation.words import names_of as house_names
from liangze.web.clock import now, today
from liangze.web.ledger.asked import number
from liangze.web.paging import shown
from liangze.web.refusals import Told, told
from liangze.web.refusals import each as all_told

PAGE = 100  # seats on a page; those of one page can be picked one by one, more are ordered as a whole level


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Seats that the gate keeps out for the same reason."""

    why: Told
    clause: str
    seats: tuple[Candidate, ...]
    count: int


@require_http_methods(["GET", "HEAD", "POST"])
def letter_new(request: HttpRequest) -> HttpResponse:
    """GET: unit, year, kind, level, below, page; shows at once what would come of it. POST orders it."""
    by, form = request.acting, request.POST if request.method == "POST" else request.GET
    demand(by, Permission.LETTER_ISSUE, None)
    units = issuing_units(by)
    wanted = _wanted(form, units)
    wrong: Sequence[Told] = ()
    if request.method == "POST":
        try:
            batch = order_batch(
                wanted=wanted, order=form.get("order", ""), preamble=form.get("preamble", ""), by=by, today=today(), now=now()
            )
        except (NotAllowed, NotFound):
            raise
        except Refusal as refused:
            wrong = all_told(refused)
        else:
            messages.success(request, _("The letters are being laid out."))
            return redirect("letter-batch", batch.pk)
    return _form(request, wanted, units, form, wrong)


def _form(request: HttpRequest, wanted: Wanted, units: Sequence[tuple[int, str]], form: QueryDict, wrong: Sequence[Told]) -> HttpResponse:
    day, problem, unit = today(), None, None
    try:
        unit = demand_wanted(wanted, request.acting, day)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refused:
        problem = told(refused)
    context: dict[str, Any] = {
        "wanted": wanted, "units": _with(units, unit), "years": range(day.year + 1, day.year - 2, -1), "kinds": LetterKind.choices,
        "levels": house_names(Level), "orders": names_of(LetterOrder), "order": form.get("order") or LetterOrder.HOLDER_FIRST.value,
        "preamble": form.get("preamble", default_preamble(wanted.year)), "problem": problem, "wrong": wrong, "unit": unit,
    }
    if unit is not None:
        context |= _checked(Wanted(wanted.unit_id, wanted.year, wanted.kind, wanted.below, wanted.level), unit, form.get("page", "1"))
        context["picked"] = set(wanted.units)
    return render(request, "letters/new.html", context, status=422 if wrong else 200)


def _checked(wanted: Wanted, unit: Unit, asked: str) -> dict[str, Any]:
    """What the gate says, in groups."""
    found = survey(wanted, unit, today())
    page = Paginator(range(found.due), PAGE).get_page(asked)
    at: dict[str, list[Candidate]] = {}
    for each in listed(found, first=page.start_index() - 1 if found.due else 0, last=page.end_index()):
        at.setdefault(each.place, []).append(each)
    return {
        "due": at.get(DUE, ()), "due_count": found.due, "pick": page.paginator.num_pages == 1, "clauses": found.clauses,
        "page": shown(page),
        "kept_out": [
            KeptOut(
                told(Refusal(said.why, remedy=said.remedy, params=said.params)), said.params.get("clause", ""), tuple(at.get(place, ())),
                found.places[place],
            )
            for place, said in found.reasons.items()
        ],
        "kept_count": found.out, "have": at.get(HAVE, ()), "have_count": found.places.get(HAVE, 0), "vacant": at.get(VACANT, ()),
        "vacant_count": found.places.get(VACANT, 0), "checked": True,
    }


def _wanted(form: QueryDict, units: Sequence[tuple[int, str]]) -> Wanted:
    kind, level = form.get("kind", ""), form.get("level", "")
    unit = number(form.get("unit")) or (units[0][0] if units else 0)
    picked = tuple(dict.fromkeys(n for text in form.getlist("units") if (n := number(text))))
    return Wanted(
        unit, number(form.get("year")) or today().year, kind if kind in LetterKind.values else LetterKind.TO_SUBORDINATE,
        form.get("below") == "1", level if level in set(Level) else "", picked,
    )


def _with(units: Sequence[tuple[int, str]], unit: Unit | None) -> list[tuple[int, str]]:
    """The units offered, with the one that the address names."""
    offered = list(units)
    if unit is not None and unit.pk not in dict(offered):
        offered.append((unit.pk, unit.name))
    return offered
