"""The page of a list, as the pager shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """Numbers of a page: which of how many, and the first and last row on it, counted from 1."""

    number: int
    pages: int
    total: int
    first: int
    last: int


def shown(page: Page[Any]) -> Shown:
    """A Django page in the pager's shape."""
    return Shown(page.number, page.paginator.num_pages, page.paginator.count, page.start_index(), page.end_index())
