"""One problem: its page, the steps that can be taken on it, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.core.problem import Outcome
from liangze.problems import actions
from liangze.problems.actions.measures import MEASURES_LIMIT, NewMeasure
from liangze.problems.queries.choices import seats_of
from liangze.problems.queries.page import problem_page, readable_step
from liangze.problems.queries.reach import demand_answerer, the_problem
from liangze.problems.words import CRITERIA, names_of
from liangze.trust.attachments import open_use
from liangze.web.clock import now, today
from liangze.web.entries.filled import Kept
from liangze.web.ledger.asked import number
from liangze.web.problems.asked import day
from liangze.web.problems.files import file_context, files_of, proofs
from liangze.web.refusals import Told
from liangze.web.refusals import each as told

#: Where the loop is asked for: document and label, as they are cited.
RULES = (("湖委办〔2015〕45号", "四（二）"), ("苏纪办发〔2015〕21号", "二（三）2"), ("人防办党组意见", "三（二）5"))
LINES = 4  # of a new plan; a fuller form shows what was typed and two more


@require_safe
def detail(request: HttpRequest, problem_id: int) -> HttpResponse:
    """The problem with its measures, proof, review and history."""
    return _shown(request, problem_id)


@require_POST
def act(request: HttpRequest, problem_id: int, verb: str) -> HttpResponse:
    """One step. A refusal is shown on the page, with what was typed."""
    if verb not in STEPS:
        raise NotFound("There is no such step.", remedy="Open the problem and choose one of its steps.")
    step, done = STEPS[verb]
    try:
        step(request, problem_id)
    except (NotFound, NotAllowed):
        raise
    except (Refusal, Refusals) as refused:
        return _shown(request, problem_id, verb=verb, refused=told(refused), status=refused.status)
    messages.success(request, str(done))
    return redirect("problem", problem_id)


@require_http_methods(["GET", "HEAD", "POST"])
def measures(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Propose measures: lines with what, by which day, by which seat. Lines left wholly empty are passed over."""
    row = the_problem(problem_id, request.acting)
    demand_answerer(row, request.acting)
    lines, wrong, status = _lines(request), (), 200
    if request.method == "POST" and "more" not in request.POST:
        given = [line for line in lines if any(line[:3])]
        try:
            actions.propose_measures(
                problem_id=problem_id, by=request.acting, today=today(), now=now(),
                measures=[NewMeasure(words, day(until), number(post)) for words, until, post in given],
            )
        except (NotFound, NotAllowed):
            raise
        except (Refusal, Refusals) as refused:
            wrong, status = told(refused), 422 if isinstance(refused, Refusals) else refused.status
            lines = given
        else:
            messages.success(request, _("The measures are proposed; the side that found the problem agrees to them or returns them."))
            return redirect("problem", problem_id)
    if "more" in request.POST:
        lines = [*lines, *[("", "", "")] * 2]
    elif len(lines) < LINES:
        lines = [*lines, *[("", "", "")] * (LINES - len(lines))]
    context = {
        "problem": row, "seats": seats_of(row.unit_id, today()), "wrong": wrong, "errors": _by_field(wrong),
        "today_iso": today().isoformat(),
        "lines": [(n, words, until, post) for n, (words, until, post) in enumerate(lines[:MEASURES_LIMIT], 1)],
        "more": len(lines) < MEASURES_LIMIT,
    }
    return render(request, "problems/measures.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Record work, or report it done, with proof. POST: do ("note" or "done"), said, measure, files."""
    row = the_problem(problem_id, request.acting)
    demand_answerer(row, request.acting)
    kept: list[Kept] = []
    wrong: list[Told] = []
    status = 200
    if request.method == "POST":
        kept, wrong = files_of(request)
        form = request.POST
        status = 422 if wrong else 200
        if not wrong and "drop" not in form:
            given: dict[str, Any] = {
                "problem_id": problem_id, "said": form.get("said", ""), "proofs": proofs(kept), "by": request.acting, "today": today(),
                "now": now(),
            }
            try:
                if form.get("do") == "done":
                    actions.report_done(**given)
                else:
                    actions.record_work(**given, measure_id=number(form.get("measure")))
            except (NotFound, NotAllowed):
                raise
            except (Refusal, Refusals) as refused:
                wrong, status = list(told(refused)), 422 if refused.status == 400 else refused.status
            else:
                done = _("Reported done; it waits for the review by the side that found it.")
                messages.success(request, done if form.get("do") == "done" else _("The work is recorded."))
                return redirect("problem", problem_id)
    found = problem_page(problem_id=problem_id, by=request.acting, today=today())
    context = {"found": found, "problem": row, "wrong": wrong, "errors": _by_field(wrong), "posted": request.POST, **file_context(kept)}
    return render(request, "problems/work.html", context, status=status)


@require_safe
def step_file(request: HttpRequest, step_id: int, use_id: int) -> FileResponse:
    """A file of a step, always as a download: nothing that was uploaded is shown inside the product."""
    used, content = open_use(use_id, record=readable_step(step_id=step_id, by=request.acting))
    response = FileResponse(content, as_attachment=True, filename=used.name, content_type=used.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _shown(request: HttpRequest, problem_id: int, *, verb: str = "", refused: Sequence[Told] = (), status: int = 200) -> HttpResponse:
    found = problem_page(problem_id=problem_id, by=request.acting, today=today())
    outcomes = [(value, name, str(CRITERIA[Outcome(value)])) for value, name in names_of(Outcome)] if found.may.review else ()
    context = {
        "found": found, "problem": found.problem, "may": found.may, "verb": verb, "refusals": refused, "errors": _by_field(refused),
        "posted": request.POST if refused else {}, "outcomes": outcomes, "today_iso": today().isoformat(), "rules": RULES,
        "seats": seats_of(found.problem.unit_id, today()) if found.may.assign else (),
    }
    return render(request, "problems/problem.html", context, status=status)


def _lines(request: HttpRequest) -> list[tuple[str, str, str]]:
    form = request.POST
    rows = zip(form.getlist("words"), form.getlist("due"), form.getlist("post"), strict=False)
    return [(words, until, post) for words, until, post in rows][:MEASURES_LIMIT]


def _by_field(wrong: Sequence[Told]) -> dict[str, list[Told]]:
    errors: dict[str, list[Told]] = {}
    for each in wrong:
        errors.setdefault(each.field or "whole", []).append(each)
    return errors


def _step(action: Callable[..., Any], **given: Callable[[Mapping[str, str]], Any]) -> Callable[[HttpRequest, int], None]:
    """A step that calls one action with what its form says."""

    def take(request: HttpRequest, problem_id: int) -> None:
        read = {name: of(request.POST) for name, of in given.items()}
        action(problem_id=problem_id, by=request.acting, today=today(), now=now(), **read)

    return take


def _text(name: str) -> Callable[[Mapping[str, str]], str]:
    return lambda form: form.get(name, "")


def _day(name: str) -> Callable[[Mapping[str, str]], Any]:
    return lambda form: day(form.get(name))


def _count(name: str) -> Callable[[Mapping[str, str]], int | None]:
    return lambda form: number(form.get(name))


STEPS: dict[str, tuple[Callable[[HttpRequest, int], None], Promise | str]] = {
    "agree": (_step(actions.agree_measures, seen=lambda form: number(form.get("seen")) or 0), gettext_lazy("The measures are agreed.")),
    "return-measures": (_step(actions.return_measures, reason=_text("reason")), gettext_lazy("The measures are returned with the reason.")),
    "assign": (_step(actions.assign, post_id=lambda form: number(form.get("post"))), gettext_lazy("The responsible seat is named.")),
    "ask": (_step(actions.ask_extension, due=_day("due"), reason=_text("reason")), gettext_lazy("The extension is asked for.")),
    "grant": (
        _step(actions.decide_extension, grant=lambda form: True, said=_text("said"), seen=_day("seen")),
        gettext_lazy("The extension is granted."),
    ),
    "refuse": (
        _step(actions.decide_extension, grant=lambda form: False, said=_text("said"), seen=_day("seen")),
        gettext_lazy("The extension is refused with the reason."),
    ),
    "review": (_step(actions.review, outcome=_text("outcome"), said=_text("said")), gettext_lazy("The finding is recorded.")),
    "reopen": (_step(actions.reopen, said=_text("said"), due=_day("due"), seen=_count("seen")), gettext_lazy("The problem is open again.")),
    "false": (
        _step(actions.reopen, said=_text("said"), due=_day("due"), seen=_count("seen"), false=lambda form: True),
        gettext_lazy("It is marked as false rectification."),
    ),
    "withdraw": (_step(actions.withdraw, reason=_text("reason")), gettext_lazy("The problem is withdrawn, and kept.")),
}
