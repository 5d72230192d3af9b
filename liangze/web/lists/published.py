"""Published lists, for anybody; what came back, for the moderator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.lists.actions import comment, moderate, reply
from liangze.lists.queries.published import comments_of, published_lists, published_page
from liangze.organisation.policy import Acting
from liangze.web.clock import now, today
from liangze.web.middleware import public
from liangze.web.paging import shown
from liangze.web.refusals import each


@public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is published to the reader; to strangers what is public. GET: q, page."""
    word = request.GET.get("q", "")[:60].strip()
    found, rows = published_lists(by=_reader(request), word=word, page=request.GET.get("page", 1))
    return render(request, "lists/published.html", {"rows": rows, "page": shown(found), "word": word})


@public
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, publication_id: int) -> HttpResponse:
    """A published list; POST: say something to it (text, name)."""
    by, refused = _reader(request), None
    typed = {"text": request.POST.get("text", ""), "name": request.POST.get("name", "")}
    if request.method == "POST":
        try:
            comment(publication_id=publication_id, by=by, now=now(), **typed)
        except NotFound:
            raise
        except (Refusal, Refusals) as error:
            refused = error
        else:
            messages.success(request, _("Thank you. What you wrote is shown once it has been looked at."))
            return redirect("published-list", publication_id)
    context = {"page": published_page(publication_id=publication_id, by=by, today=today()), "typed": typed, "signed_in": by is not None}
    if refused:
        context |= {"refusals": each(refused), "wrong": {told.field: told for told in each(refused)}}
    return render(request, "lists/published-list.html", context, status=refused.status if refused else 200)


@require_safe
def comments(request: HttpRequest, publication_id: int) -> HttpResponse:
    """All comments of a publication, those that wait first."""
    return _comments(request, publication_id)


@require_POST
def comment_act(request: HttpRequest, comment_id: int, verb: str) -> HttpResponse:
    """Let a comment through (show), keep it back (hide, with a reason), or answer it (reply)."""
    given = {"comment_id": comment_id, "by": request.acting, "now": now()}
    try:
        if verb == "reply":
            row = reply(text=request.POST.get("reply", ""), **given)
        elif verb in ("show", "hide"):
            row = moderate(shown=verb == "show", reason=request.POST.get("reason", ""), **given)
        else:
            raise NotFound("There is no such step.", remedy="Choose one of those offered on the page.")
    except (NotAllowed, NotFound):
        raise
    except (Refusal, Refusals) as refused:
        publication = request.POST.get("publication", "")
        return _comments(request, int(publication) if publication.isdecimal() and len(publication) < 16 else 0, refused, comment_id)
    messages.success(request, _("It is recorded."))
    return redirect("list-comments", row.publication_id)


def _comments(request: HttpRequest, publication_id: int, refused: Refusal | Refusals | None = None, about: int = 0) -> HttpResponse:
    publication, rows = comments_of(publication_id=publication_id, by=request.acting)
    context = {"publication": publication, "rows": rows, "about": about, "posted": request.POST}
    if refused:
        context["refusals"] = each(refused)
    return render(request, "lists/comments.html", context, status=refused.status if refused else 200)


def _reader(request: HttpRequest) -> Acting | None:
    return getattr(request, "acting", None)
