"""Who may ask: a session (with the token against forged requests), or a token of one's account in the header Authorization."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security.base import AuthBase
from ninja.throttling import SimpleRateThrottle
from ninja.utils import check_csrf

from liangze.core.errors import Refusal


class NotSignedIn(Refusal):
    """Nobody acts."""

    status = 401


class ByToken(AuthBase):
    """A token of an account: `Authorization: Bearer lz_…`."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any:
        return request.acting if request.by_token else None


class BySession(AuthBase):
    """The session of a browser; whatever writes needs the header X-CSRFToken as well."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Any:
        if request.by_token or request.acting is None:
            raise NotSignedIn(
                "Nobody is signed in here.",
                remedy="Sign in, or send a token that is in force. A first password must be changed before.",
            )
        if check_csrf(request):
            raise HttpError(403, "csrf")
        return request.acting


class PerAccount(SimpleRateThrottle):
    """So many requests of one account in so long, whatever tokens and sessions it uses: "20/min".

    Counted in the memory of each process: with four processes an account gets at most four times as much, which still bounds the work.
    """

    scope = "account"

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"lz-rate-{request.resolver_match.url_name}-{request.acting.account_id}"
