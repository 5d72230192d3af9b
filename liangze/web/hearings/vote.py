"""Voting: whoever holds a slip, without signing in. Nothing here reads a session, sets a cookie or writes a log line about a vote.

The code of a slip comes in the body of a POST only; the address in the printed code carries it behind the "#", which browsers keep to
themselves. There is no cookie to forge a request with; so that no other site can have a browser send one, the sender's origin is checked.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from liangze.core.appraisal import BLANK, GRADES, Scale
from liangze.core.errors import Refusal, Refusals
from liangze.hearings.actions import Spent, cast, unused
from liangze.hearings.models import Ballot
from liangze.hearings.words import GRADE_NAMES, SCALES
from liangze.web.middleware import anonymous, public
from liangze.web.refusals import Told, each

LONGEST = 60  # characters of a code as typed, dashes and blanks included


@public
@anonymous
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def vote(request: HttpRequest) -> HttpResponse:
    """GET: the field for the code. POST token; do: "open" shows the questions, "check" what will be cast, "change" the questions again,
    "cast" casts it. q<key>: the grade chosen."""
    if request.method != "POST":
        return _page("enter", {})
    if not from_here(request):
        reason = Told(_("This did not come from the page of the ballot."), _("Open the page anew by the code on your slip."))
        return _page("enter", {"refusals": (reason,)}, 403)
    posted = request.POST
    token, do = posted.get("token", "")[:LONGEST], posted.get("do", "open")
    try:
        ballot = unused(token)
        asked = _asked(ballot, {name: value[:40] for name, value in posted.items()})
        context = {"ballot": ballot, "hearing": ballot.hearing, "token": token, "asked": asked}
        if do == "cast":
            cast(token=token, answers={one["key"]: posted.get(f"q{one['key']}") or BLANK for one in ballot.questions})
            return _page("done", {"ballot": ballot, "hearing": ballot.hearing})
        return _page("check" if do == "check" else "fill", context)
    except Spent as refused:
        return _page("enter", {"refusals": each(refused), "over": True}, refused.status)
    except (Refusal, Refusals) as refused:
        return _page("enter", {"refusals": each(refused), "token": token}, 422 if refused.status == 400 else refused.status)


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this installation sent it, as browsers say of themselves. Programs that say nothing are refused."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's own sign, set by its test client
        return True
    own = f"{request.scheme}://{request.get_host()}"
    origin, site, referer = (request.headers.get(name, "") for name in ("Origin", "Sec-Fetch-Site", "Referer"))
    if origin:
        return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
    if site:
        return site == "same-origin"
    said = urlsplit(referer)
    return f"{said.scheme}://{said.netloc}" == own


def _asked(ballot: Ballot, posted: dict[str, str]) -> list[dict[str, Any]]:
    """The questions with their choices and what is chosen so far."""
    found = []
    for one in ballot.questions:
        grades = (*GRADES[Scale(one["scale"])], BLANK)
        chosen = posted.get(f"q{one['key']}", "")
        chosen = chosen if chosen in grades else ""
        choices = [(grade, str(GRADE_NAMES[grade]), grade == chosen) for grade in grades]
        found.append(
            {**one, "scale_name": str(SCALES[one["scale"]]), "choices": choices, "chosen": chosen or BLANK,
             "chosen_name": str(GRADE_NAMES[chosen or BLANK])}
        )
    return found


def _page(name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Rendered without the request: no frame, no message, nothing that could read a session."""
    response = HttpResponse(render_to_string(f"hearings/vote/{name}.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
