"""The main navigation: only what exists and what the person may see, and of that what a person of the role needs daily."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Acting, Permission, may


@dataclass(frozen=True, slots=True)
class Place:
    """An entry. `short` is the word under the icon on a phone; permission None: everybody who is signed in."""

    url_name: str
    name: Promise
    short: Promise
    icon: str
    permission: Permission | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as the frame shows it. rank: 0 for what the person needs most; what stands behind the others is under "more"."""

    url: str
    name: str
    short: str
    icon: str
    rank: int
    current: bool


PLACES = (
    Place("my-work", pgettext_lazy("navigation", "My work"), pgettext_lazy("navigation", "My work"), "checklist", None),
    Place(
        "overview", pgettext_lazy("navigation", "Overview"), pgettext_lazy("tab", "Overview"), "layout-dashboard", Permission.OVERVIEW_READ
    ),
    Place("ledger", pgettext_lazy("navigation", "Ledger"), pgettext_lazy("navigation", "Ledger"), "table", Permission.LEDGER_READ),
    Place("lists", pgettext_lazy("navigation", "Lists"), pgettext_lazy("navigation", "Lists"), "list-check", Permission.LIST_READ),
    Place("tasks", pgettext_lazy("navigation", "Tasks"), pgettext_lazy("navigation", "Tasks"), "layout-kanban", Permission.TASK_READ),
    Place("letters", pgettext_lazy("navigation", "Letters"), pgettext_lazy("navigation", "Letters"), "certificate", Permission.LETTER_READ),
    Place("entries", pgettext_lazy("navigation", "Records"), pgettext_lazy("navigation", "Records"), "notes", Permission.ENTRY_READ),
    Place(
        "meetings", pgettext_lazy("navigation", "Meetings"), pgettext_lazy("navigation", "Meetings"), "users-group",
        Permission.MEETING_READ,
    ),
    Place("study", pgettext_lazy("navigation", "Study"), pgettext_lazy("navigation", "Study"), "school", Permission.STUDY_READ),
    Place("talks", pgettext_lazy("navigation", "Talks"), pgettext_lazy("navigation", "Talks"), "messages", Permission.TALK_READ),
    Place("reports", pgettext_lazy("navigation", "Reports"), pgettext_lazy("navigation", "Reports"), "report", Permission.REPORT_READ),
    Place(
        "hearings", pgettext_lazy("navigation", "Hearings"), pgettext_lazy("navigation", "Hearings"), "speakerphone",
        Permission.HEARING_READ,
    ),
    Place("problems", pgettext_lazy("navigation", "Problems"), pgettext_lazy("navigation", "Problems"), "tool", Permission.PROBLEM_READ),
    Place(
        "regulations",
        pgettext_lazy("navigation", "Regulations"),
        pgettext_lazy("navigation", "Regulations"),
        "book-2",
        Permission.REGULATION_READ,
    ),
    Place("units", pgettext_lazy("navigation", "Units"), pgettext_lazy("navigation", "Units"), "sitemap", Permission.ORGANISATION_READ),
    Place("accounts", pgettext_lazy("navigation", "Accounts"), pgettext_lazy("navigation", "Accounts"), "users", Permission.ACCOUNT_READ),
    Place(
        "signing-keys", pgettext_lazy("navigation", "Signing keys"), pgettext_lazy("tab", "Signatures"), "certificate",
        Permission.SIGNATURE_MANAGE,
    ),
    Place("audit", pgettext_lazy("navigation", "Audit"), pgettext_lazy("navigation", "Audit"), "shield-check", Permission.AUDIT_READ),
    Place("system", pgettext_lazy("navigation", "System"), pgettext_lazy("navigation", "System"), "settings", Permission.SYSTEM_READ),
)

#: What a role opens daily, most needed first; all other places follow in their order. A phone's bar takes the first few of them.
DAILY: dict[str, tuple[str, ...]] = {
    GrantRole.OFFICE: ("my-work", "overview", "ledger", "tasks", "lists", "letters"),
    GrantRole.LEADER: ("my-work", "overview", "tasks", "letters", "ledger", "entries"),
    GrantRole.LIAISON: ("my-work", "entries", "tasks", "ledger", "lists", "letters"),
    GrantRole.DISCIPLINE: ("my-work", "overview", "ledger", "entries", "tasks", "lists"),
}

#: Where an administrator's work is. They owe nothing, hold no other role, and have nothing under "my work".
OWN_PAGES = ((Permission.SYSTEM_READ, "system"), (Permission.ACCOUNT_READ, "accounts"), (Permission.AUDIT_READ, "audit"))


def own_page(by: Acting) -> str | None:
    """The page of an administrator who holds no seat; None for everybody else, who begins with "my work"."""
    if by.posts:
        return None
    return next((url_name for permission, url_name in OWN_PAGES if may(by, permission, None)), None)


@lru_cache(maxsize=64)
def address(url_name: str) -> str | None:
    """The page's address, or None while there is no such page. Addresses do not change while the process lives."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def places(by: Acting | None, path: str, language: str) -> tuple[Shown, ...]:
    """The entries for this person; the one whose pages `path` belongs to is current."""
    if by is None:
        return ()
    # What a person may open anywhere follows from the grants; worked out once for all who hold the same.
    open_to = _open_to(Acting(None, "", by.grants, frozenset({0}) if by.posts else frozenset()), language)
    current = next((place.url for place in open_to if (path == "/" if place.url == "/" else path.startswith(place.url))), "")
    return _with_current(open_to, current)


@lru_cache(maxsize=1024)
def _with_current(open_to: tuple[Shown, ...], url: str) -> tuple[Shown, ...]:
    return tuple(replace(place, current=place.url == url) for place in open_to)


@lru_cache(maxsize=256)
def _open_to(by: Acting, language: str) -> tuple[Shown, ...]:
    return tuple(_places(by))


def _places(by: Acting) -> Iterator[Shown]:
    daily = DAILY.get(by.home.role, ()) if by.home else ()
    begins = own_page(by) or "my-work"
    for position, place in enumerate(PLACES):
        url = address(place.url_name)
        if place.permission is None and place.url_name != begins:
            continue
        if url is None or (place.permission is not None and not may(by, place.permission, None)):
            continue
        rank = daily.index(place.url_name) if place.url_name in daily else len(daily) + position
        yield Shown(url, str(place.name), str(place.short), place.icon, rank, False)


@lru_cache(maxsize=4096)
def address_with(url_name: str, key: int | str) -> str | None:
    """The address of one thing's page, or None while there is no such page."""
    try:
        return reverse(url_name, args=(key,))
    except NoReverseMatch:
        return None
