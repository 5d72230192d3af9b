"""Pages that refuse: each says what is wrong and what to do; a fragment when htmx asked for one. Never a trace."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from liangze.core.errors import Refusal, Refusals


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal in the language of the reader."""

    what: str
    remedy: str
    field: str | None = None
    clause: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (self.what, self.remedy)))


def told(refusal: Refusal) -> Told:
    """The words for people. Values that are themselves words of the product (a permission, a role) are translated too."""
    params = {name: gettext(value) if isinstance(value, str) and value else value for name, value in refusal.params.items()}

    def words(text: str) -> str:
        text = gettext(text) if text else ""
        return text % params if params and text else text

    return Told(words(refusal.what), words(refusal.remedy), refusal.field, refusal.clause)


def each(error: Refusal | Refusals) -> tuple[Told, ...]:
    """All that was refused."""
    return tuple(told(one) for one in (error.refusals if isinstance(error, Refusals) else (error,)))


TITLES = {
    400: gettext_lazy("This cannot be done like that"),
    403: gettext_lazy("You may not do this here"),
    404: gettext_lazy("There is nothing here"),
    409: gettext_lazy("Something changed meanwhile"),
    413: gettext_lazy("This is too large"),
    429: gettext_lazy("Too many attempts"),
    500: gettext_lazy("Something went wrong on our side"),
}


def page(request: HttpRequest, status: int, reasons: tuple[Told, ...]) -> HttpResponse:
    """The refusal as a page, or as a fragment for htmx."""
    fragment = getattr(request, "htmx", False) and not getattr(request.htmx, "boosted", False)
    template = "parts/refusal.html" if fragment else "refusal.html"
    context = {"title": TITLES.get(status, TITLES[400]), "reasons": reasons, "status": status}
    return render(request, template, context, status=status)


def refused(request: HttpRequest, error: Refusal | Refusals) -> HttpResponse:
    """A refusal raised anywhere below the page."""
    return page(request, error.status, each(error))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400."""
    reason = Told(gettext("The request could not be understood."), gettext("Go back, reload the page and try again."))
    return page(request, 400, (reason,))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    reason = Told(
        gettext("Your account has no right to this page."),
        gettext("If your work needs it, ask the security administrator for a grant."),
    )
    return page(request, 403, (reason,))


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    """handler404. What does not exist and what one may not know of are not told apart."""
    reason = Told(
        gettext("The address is wrong, or the thing is not among those that you may see."),
        gettext("Check the address, or look for it with the search."),
    )
    return page(request, 404, (reason,))


def failed(request: HttpRequest) -> HttpResponse:
    """handler500. It must stand even when the database does not: no statement, no session."""
    reason = Told(
        gettext("Nothing of your last step was saved."),
        gettext("Try again in a moment. If it happens again, tell the system administrator the time and what you did."),
    )
    try:
        return page(request, 500, (reason,))
    except Exception:  # whatever broke the page may break its frame as well; then the words alone must do
        return HttpResponse(f"{TITLES[500]}: {reason}", status=500, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: an old page, blocked cookies, or another site."""
    why = Told(
        gettext("The form has expired, or your browser does not keep cookies for this site."),
        gettext("Reload the page, fill in the form again, and allow cookies if they are blocked."),
    )
    return page(request, 403, (why,))
