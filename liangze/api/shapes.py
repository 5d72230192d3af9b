"""Kinds of values that operations take, with their bounds, and the answers they have in common."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.core.paginator import Page
from ninja import Path, Query, Schema
from pydantic import AfterValidator

from liangze.api.errors import Errors

#: Statuses with which any operation may refuse.
REFUSALS: dict[int, Any] = {400: Errors, 401: Errors, 403: Errors, 404: Errors, 409: Errors, 422: Errors, 429: Errors}
LARGEST = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 1949, 2099

Number = Annotated[int, Path(ge=1, le=LARGEST, description="The number of the thing.")]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="The year in which it falls due; the present one if not said.")]


def in_range(day: date) -> date:
    """A day that regulations can bind. Raises ValueError for others."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("out of range")
    return day


Bound = Annotated[date, AfterValidator(in_range)]
Day = Annotated[Bound | None, Query(description=f"As of this day, from {FIRST_YEAR} to {LAST_YEAR}; today if not said.")]
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
