"""Kinds of values that operations take, with their bounds, and the answers they have in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.core.paginator import Page
from ninja import Path, Query, Schema

from liangze.api.errors import Errors

#: Statuses with which any operation may refuse.
REFUSALS: dict[int, Any] = {400: Errors, 401: Errors, 403: Errors, 404: Errors, 409: Errors, 422: Errors}
LARGEST = 2**63 - 1

Number = Annotated[int, Path(ge=1, le=LARGEST, description="The number of the thing.")]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="The year in which it falls due; the present one if not said.")]
Day = Annotated[date | None, Query(description="As of this day; today if not said.")]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Which page, from 1.")]
Word = Annotated[str, Query(max_length=80)]
Key = Annotated[int | None, Query(ge=1, le=LARGEST)]


class PageOf(Schema):
    """Where one is in a list: this page of so many, and how many rows in all."""

    page: int
    pages: int
    total: int


def place(page: Page[Any]) -> dict[str, int]:
    """A Django page in that shape."""
    return {"page": page.number, "pages": page.paginator.num_pages, "total": page.paginator.count}
