"""What the reading page needs, for the page itself and for the fragment after each decision."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from liangze.regulations.queries.reading import DocumentPage, document_page
from liangze.web.regulations.asked import in_chinese, number_asked
from liangze.web.regulations.duty_form import DutyForm, NewDutyForm, RefuseForm

MIDDLE = "middle"
SIZES = ("small", MIDDLE, "large")


def reader_context(request: HttpRequest, document_id: int, *, draft: int | None = None, **forms: Any) -> dict[str, Any]:
    """The context. `draft`: the draft to open, else that of the address, else the first that waits.

    forms  a form that was refused, under its name (duty, refuse, new), in place of a fresh one.
    """
    only = request.GET.get("only") == "waiting"
    chosen = draft if draft is not None else number_asked(request, "draft")
    page = document_page(document_id, by=request.acting, draft=chosen, only_waiting=only)
    opened = page.open_card
    common = {"topics": page.topics, "chinese": in_chinese()}
    found: dict[str, Any] = {"duty": None, "refuse": RefuseForm(), "new": None, "adding": False}
    if page.may_draft and opened:
        found["duty"] = DutyForm(initial=asdict(opened.words), prefix="", **common)
    if page.may_draft and (request.GET.get("add") or "new" in forms):
        found |= {
            "new": NewDutyForm(clauses=page.clauses, initial={"times": 1, "presence": "half"}, auto_id="new_%s", **common),
            "adding": True,
        }
    size = request.GET.get("size", "")
    size = size if size in SIZES else MIDDLE
    return (
        {
            "page": page,
            "only_waiting": only,
            "view": "text" if request.GET.get("view") == "text" else "drafts",
            "size": size,
            "sizes": SIZES,
            "next_waiting": _after(page, opened.number if opened else 0),
            "folded": folded(page),
            "keep": kept(only, size),
            "self": reverse("document", args=(document_id,)),
        }
        | found
        | forms
    )


def kept(only_waiting: bool, size: str) -> str:
    """What the links of the page carry on, to be put behind another parameter."""
    parts = {"only": "waiting" if only_waiting else "", "size": size if size != MIDDLE else ""}
    return "".join(f"&{name}={value}" for name, value in parts.items() if value)


def folded(page: DocumentPage) -> int:
    """How many decided cards before the open one are folded into one line: so many that two stay in sight."""
    opened = page.open_card
    if opened is None:
        return 0
    before = page.cards[: page.cards.index(opened)]
    decided = next((n for n, card in enumerate(before) if card.waits), len(before))
    return decided - 2 if decided >= 5 else 0


def _after(page: DocumentPage, number: int) -> int | None:
    waiting = [card.number for card in page.cards if card.waits and card.number != number]
    return next((n for n in waiting if n > number), waiting[0] if waiting else None)
