"""What every page's frame needs. It costs no statement: everything is on the request already; the bell asks for itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from liangze.organisation.models import GrantRole
from liangze.web.bars import tabbar, topbar
from liangze.web.clock import today
from liangze.web.navigation import address, places


@lru_cache(maxsize=32)
def role_name(role: str, language: str) -> str:
    """The grant role's name in a language."""
    return str(GrantRole(role).label)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Names for base.html: who acts, where, and where else to go."""
    acting = getattr(request, "acting", None)
    language = get_language() or settings.LANGUAGE_CODE
    home = acting.home if acting else None
    shown = places(acting, request.path, language)
    return {
        "acting": acting,
        "place": home.unit_name if home else "",
        "seat": role_name(home.role, language) if home else "",
        "links": topbar(shown, language),
        "tabs": tabbar(shown, language),
        "languages": [(code, name, code == language) for code, name in settings.LANGUAGES],
        "search_url": address("search") if acting else None,
        "sign_out_url": address("sign-out"),
        "account_url": address("own-account"),
        "notices_url": address("notices") if acting else None,
        "bell_url": address("bell"),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Fragments do not use the frame, so it is worked out only when asked for."""
    return {"frame": SimpleLazyObject(lambda: frame(request)), "today": today()}
