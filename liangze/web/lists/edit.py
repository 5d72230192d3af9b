"""The page on which a draft is changed: one form for the whole list, which works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.lists.actions import ChangedMeanwhile, ItemEdit, OwnItem, edit
from liangze.lists.queries.editing import EditPage, changes_since, edit_page, offer_page
from liangze.lists.queries.rows import ItemRow
from liangze.organisation.policy import Permission, demand
from liangze.web.clock import now
from liangze.web.refusals import Told, each

FIELDS = ("title", "basis", "measures", "proof", "left_out")
NEW = ("title", "basis", "measures", "proof")


@dataclass(frozen=True, slots=True)
class Line:
    """An item with what stands in its fields now: as stored, or as typed and refused. wrong: what is wrong by field."""

    item: ItemRow
    position: str
    title: str
    basis: str
    measures: str
    proof: str
    left_out: str
    leave: bool
    wrong: dict[str, Told]


@require_http_methods(["GET", "POST"])
def edit_version(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show the form; save it (do=save) or save and submit it (do=submit). What was typed is never lost."""
    page = edit_page(version_id=version_id, by=request.acting)
    demand(request.acting, Permission.LIST_EDIT, page.version.list.unit)
    if request.method == "GET":
        if page.version.superseded_at or page.version.stage not in ("draft", "returned"):
            return redirect("list-version", version_id)
        return render(request, "lists/edit.html", _context(page, page.version.revision))
    typed = request.POST
    try:
        edit(
            version_id=version_id, revision=_number(typed.get("revision", "")), items=[_item(typed, item) for item in page.items],
            added=_added(typed), hand_in=typed.get("do") == "submit", by=request.acting, now=now(),
        )
    except (NotAllowed, NotFound):
        raise
    except ChangedMeanwhile as changed:
        context = _context(page, changed.version.revision, typed, each(changed)) | {"meanwhile": changes_since(version_id, changed.since)}
        return render(request, "lists/edit.html", context, status=changed.status)
    except (Conflict, Refusal, Refusals) as refused:
        page = edit_page(version_id=version_id, by=request.acting)
        return render(request, "lists/edit.html", _context(page, page.version.revision, typed, each(refused)), status=refused.status)
    if typed.get("do") == "submit":
        messages.success(request, _("The list is submitted. Somebody else reviews it now."))
        return redirect("list-version", version_id)
    messages.success(request, _("The list is saved."))
    return redirect("list-edit", version_id)


@require_http_methods(["GET", "POST"])
def offered(request: HttpRequest, version_id: int) -> HttpResponse:
    """What applies and is not in the draft; POST take: keys of what is taken in."""
    context: dict[str, object] = {}
    if request.method == "POST":
        try:
            edit(
                version_id=version_id, revision=_number(request.POST.get("revision", "")), items=(), by=request.acting, now=now(),
                taken=request.POST.getlist("take"),
            )
        except (NotAllowed, NotFound):
            raise
        except Conflict as refused:
            context = {"refusals": each(refused), "taken": request.POST.getlist("take")}
        else:
            messages.success(request, _("The list is saved."))
            return redirect("list-edit", version_id)
    page = offer_page(version_id=version_id, by=request.acting)
    demand(request.acting, Permission.LIST_EDIT, page.version.list.unit)
    return render(request, "lists/offered.html", context | {"page": page}, status=409 if context else 200)


def _item(typed: QueryDict, item: ItemRow) -> ItemEdit:
    """The fields of one item; one that the form did not know yet stays as it is."""
    if f"position-{item.id}" not in typed:
        return ItemEdit(
            item.id, item.position, item.measures, item.proof, item.title, item.basis, bool(item.left_out), item.left_out
        )
    words = {name: typed.get(f"{name}-{item.id}", "") for name in FIELDS}
    return ItemEdit(id=item.id, position=_number(typed[f"position-{item.id}"]), leave=f"leave-{item.id}" in typed, **words)


def _added(typed: QueryDict) -> list[OwnItem]:
    words = {name: typed.get(f"new-{name}", "") for name in NEW}
    return [OwnItem(**words)] if any(value.strip() for value in words.values()) else []


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _context(page: EditPage, revision: int, typed: QueryDict | None = None, refusals: tuple[Told, ...] = ()) -> dict[str, object]:
    wrong = {told.field: told for told in refusals if told.field}
    return {
        "page": page, "version": page.version, "revision": revision, "lines": [_line(item, typed, wrong) for item in page.items],
        "new": {name: typed.get(f"new-{name}", "") if typed else "" for name in NEW},
        "new_wrong": {name: wrong[f"new-{name}"] for name in NEW if f"new-{name}" in wrong},
        "refusals": refusals,
    }


def _line(item: ItemRow, typed: QueryDict | None, wrong: dict[str, Told]) -> Line:
    beside = {name: wrong[f"{name}-{item.id}"] for name in FIELDS if f"{name}-{item.id}" in wrong}
    if typed is None or f"position-{item.id}" not in typed:
        return Line(
            item, str(item.position), item.title, item.basis, item.measures, item.proof, item.left_out, bool(item.left_out), beside
        )
    words = {name: typed.get(f"{name}-{item.id}", "") for name in FIELDS}
    return Line(item=item, position=typed[f"position-{item.id}"], leave=f"leave-{item.id}" in typed, wrong=beside, **words)
