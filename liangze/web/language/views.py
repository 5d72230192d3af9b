"""Choosing the language: kept at the account and in a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from liangze.core.errors import Refusal
from liangze.organisation.actions.accounts import choose_language
from liangze.web.middleware import LANGUAGES, public


@public
@require_http_methods(["POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Take the chosen language and go back to the page where it was chosen."""
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGES:
        raise Refusal("There is no such language.", field="language", remedy="Choose Chinese or English.")
    if request.user.is_authenticated:
        choose_language(account=request.user, language=chosen)
    back = request.POST.get("next", "/")
    if "/" not in back or not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS, httponly=True
    )
    return response
