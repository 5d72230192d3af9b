"""Ballots for those who hold them: preparing, slips, opening, closing; and for everybody who reads the hearing: what came out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.appraisal import Scale, read
from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.hearings.actions import ask_closing, close_ballot, make_slips, open_ballot, prepare_ballot
from liangze.hearings.actions.ballot import BODY
from liangze.hearings.queries.reach import demand_holding, reporters_of, said, the_hearing
from liangze.hearings.queries.results import BallotView, the_ballot
from liangze.hearings.words import GRADE_NAMES, SCALES, scale_names
from liangze.web.clock import now, today
from liangze.web.hearings.filled import number, refused_context, status
from liangze.web.hearings.qr import qr


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, hearing_id: int) -> HttpResponse:
    """Prepare a ballot. POST scale-<reporter> and scale-body, each a scale or empty; body: how the leadership is called."""
    refused: Refusal | Refusals | None = None
    posted = request.POST
    if request.method == "POST":
        scales = {name.removeprefix("scale-"): value for name, value in posted.items() if name.startswith("scale-")}
        try:
            made = prepare_ballot(
                hearing_id=hearing_id, scales=scales, body=posted.get("body", ""), by=request.acting, today=today(), now=now()
            )
        except (NotAllowed, NotFound):
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("The ballot is prepared. Make its slips next."))
            return redirect("ballot", made.pk)
    hearing = the_hearing(hearing_id, request.acting)
    demand_holding(request.acting, hearing.unit)
    rows = [(row.pk, said(row), posted.get(f"scale-{row.pk}", Scale.DUTY)) for row in reporters_of(hearing_id)]
    context = {
        "hearing": hearing, "rows": rows, "scales": [(key, name, scale_names(key)) for key, name in SCALES.items()],
        "body": posted.get("body", hearing.unit.name), "body_scale": posted.get(f"scale-{BODY}", ""),
    } | refused_context(refused)
    return render(request, "hearings/ballot-new.html", context, status=status(refused))


@require_safe
def detail(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """The ballot: how far it has come; once it is closed its result and the list of all ballots."""
    return _shown(request, ballot_id)


@require_POST
def do(request: HttpRequest, ballot_id: int, verb: str) -> HttpResponse:
    """open, ask-closing, close."""
    if verb not in VERBS:
        raise NotFound("There is no such step.", remedy="Open the ballot and go on from there.")
    act, done = VERBS[verb]
    try:
        act(request, ballot_id)
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, ballot_id, refused)
    messages.success(request, done)
    return redirect("ballot", ballot_id)


@require_POST
@sensitive_variables()
def slips(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """Make slips and show them, this once. POST number; again=on throws earlier ones away."""
    try:
        tokens = make_slips(
            ballot_id=ballot_id, number=number(request.POST.get("number")), again=request.POST.get("again") == "on", by=request.acting,
            now=now(),
        )
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, ballot_id, refused)
    address = request.build_absolute_uri(reverse("vote"))
    view = the_ballot(ballot_id=ballot_id, by=request.acting)
    context = {
        "view": view, "ballot": view.ballot, "hearing": view.hearing, "address": address,
        "slips": [(token, qr(f"{address}#{token}")) for token in tokens],
    }
    return render(request, "hearings/slips.html", context)


@require_safe
def listed(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """The published ballots as a file: one line for each, sorted, as `core.appraisal.count` takes them."""
    view = _closed(request, ballot_id)
    response = HttpResponse("".join(f"{line}\n" for line in view.lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ballots-{ballot_id}.csv"'
    return response


@require_safe
def projector(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """The result for the wall: large, without scrolling."""
    view = _closed(request, ballot_id)
    return render(request, "hearings/projector.html", _context(view))


def _closed(request: HttpRequest, ballot_id: int) -> BallotView:
    view = the_ballot(ballot_id=ballot_id, by=request.acting)
    if view.state != "closed":
        raise NotFound("There is no result yet.", remedy="It is told when the ballot is closed.")
    return view


#: Verb → (what it does, what is said then).
VERBS: dict[str, tuple[Callable[[HttpRequest, int], object], Promise]] = {
    "open": (
        lambda request, pk: open_ballot(ballot_id=pk, by=request.acting, today=today(), now=now()),
        _("The ballot is open: ballots can be cast now."),
    ),
    "ask-closing": (
        lambda request, pk: ask_closing(ballot_id=pk, by=request.acting, now=now()),
        _("A second person closes the ballot now. Until then ballots can still be cast."),
    ),
    "close": (
        lambda request, pk: close_ballot(ballot_id=pk, by=request.acting, today=today(), now=now()),
        _("The ballot is closed and counted."),
    ),
}


def _context(view: BallotView) -> dict[str, Any]:
    lines = [[str(GRADE_NAMES[grade]) for grade in read(line).values()] for line in view.lines]
    return {
        "view": view, "ballot": view.ballot, "hearing": view.hearing, "lines": lines,
        "questions": [(one["key"], one["subject"], SCALES[one["scale"]], scale_names(one["scale"])) for one in view.ballot.questions],
    }


def _shown(request: HttpRequest, ballot_id: int, refused: Refusal | Refusals | None = None) -> HttpResponse:
    context = _context(the_ballot(ballot_id=ballot_id, by=request.acting)) | {"posted": request.POST} | refused_context(refused)
    return render(request, "hearings/ballot.html", context, status=status(refused))
