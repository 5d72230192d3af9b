"""Search: one box, what was found by kind of thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from liangze.statistics.queries.search import search
from liangze.web.clock import today
from liangze.web.navigation import address_with

LONGEST = 60


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What a word is found in, among what the person may see."""
    word = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    found = search(word=word, by=request.acting, today=today()) if word else None
    groups = []
    if found:
        for name, heading, icon, page, hits in (
            ("units", gettext("Units"), "sitemap", "unit-detail", found.units),
            ("people", gettext("People"), "users", "person-detail", found.people),
            ("clauses", gettext("Clauses"), "book-2", "clause", found.clauses),
            ("records", gettext("Records of acts"), "notes", "entry", found.records),
        ):
            if hits:
                links = [(hit, address_with(page, hit.id)) for hit in hits]
                groups.append({"heading": heading, "icon": icon, "hits": links, "more": name in found.more})
    return render(request, "search/search.html", {"word": word, "found": found, "groups": groups})
