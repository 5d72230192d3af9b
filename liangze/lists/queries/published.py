"""Published lists: what anybody may see without signing in, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.utils import timezone

from liangze.core.errors import NotFound
from liangze.core.words import Role
from liangze.lists.models import Comment, Publication, Scope
from liangze.lists.queries.items import with_sources
from liangze.lists.queries.reach import published_to
from liangze.lists.queries.rows import ItemRow, rows_of
from liangze.lists.queries.signers import Seat, signers
from liangze.organisation.policy import Acting, Permission, demand, visible
from liangze.organisation.words import name_of

PAGE = 25
NOBODY = Acting(None, "")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published list."""

    id: int
    unit: str
    role: str
    year: int
    at: datetime
    scope: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment. shown None: it waits."""

    id: int
    name: str
    text: str
    at: datetime
    shown: bool | None
    reason: str
    reply: str


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A published list as its readers see it: no names but those of the seats that answer for it.

    revised  a newer version is in preparation: the signatures of this one are void.
    """

    id: int
    unit: str
    role: str
    year: int
    number: int
    scope: str
    scope_name: str
    at: datetime
    revised: bool
    items: tuple[ItemRow, ...]
    seats: tuple[Seat, ...]
    comments: tuple[CommentRow, ...]


def published_lists(*, by: Acting | None, word: str = "", page: int | str = 1) -> tuple[Page[Publication], tuple[PublishedRow, ...]]:
    """What is published to the person, or to everybody. Two statements."""
    rows = Publication.objects.filter(published_to(by or NOBODY)).select_related("list__unit")
    if word:
        rows = rows.filter(list__unit__name__icontains=word)
    found = Paginator(rows.order_by("-list__year", "list__unit__path", "list__id"), PAGE).get_page(page)
    return found, tuple(
        PublishedRow(
            row.pk, row.list.unit.name, name_of(Role(row.list.role)), row.list.year, timezone.localtime(row.at),
            str(Scope(row.scope).label),
        )
        for row in found
    )


def published_page(*, publication_id: int, by: Acting | None, today: date) -> PublishedPage:
    """One of them with the comments that were let through. Four statements. Raises NotFound."""
    rows = Publication.objects.filter(published_to(by or NOBODY)).select_related("list__unit", "version")
    row = rows.filter(pk=publication_id).first()
    if row is None:
        raise NotFound("This list is not published here, or no longer.", remedy="Look at the page of published lists.")
    items = tuple(item for item in rows_of(with_sources(row.version.items.all())) if not item.left_out)
    said = row.comments.filter(shown=True)
    return PublishedPage(
        row.pk, row.list.unit.name, name_of(Role(row.list.role)), row.list.year, row.version.number, row.scope,
        str(Scope(row.scope).label), timezone.localtime(row.at), row.version.superseded_at is not None, items,
        signers(row.list, today), tuple(map(_comment, said)),
    )


def comments_of(*, publication_id: int, by: Acting) -> tuple[Publication, tuple[CommentRow, ...]]:
    """All comments of a publication for its moderator, those that wait first. Two statements. Raises NotFound, NotAllowed."""
    where = visible(by, Permission.LIST_READ, "list__unit__path")
    row = Publication.objects.filter(where, pk=publication_id).select_related("list__unit", "version").first()
    if row is None:
        raise NotFound("There is no such publication among those that you may read.", remedy="Open the list it belongs to.")
    demand(by, Permission.COMMENT_MODERATE, row.list.unit)
    rows = sorted(row.comments.all(), key=lambda each: (each.shown is not None, -each.pk))
    return row, tuple(map(_comment, rows))


def _comment(row: Comment) -> CommentRow:
    return CommentRow(row.pk, row.name, row.text, timezone.localtime(row.at), row.shown, row.reason, row.reply)
