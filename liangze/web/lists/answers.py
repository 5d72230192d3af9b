"""What the pages of lists share: years that can be asked for, papers as downloads."""

from __future__ import annotations

from liangze.core.errors import NotFound
from liangze.duties.actions.plan import FIRST_YEAR, LAST_YEAR
from liangze.web.papers import demand_known_form, download

__all__ = ["demand_known_form", "demand_known_year", "download"]


def demand_known_year(year: int) -> None:
    """Raise NotFound for a year of which there are no lists."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        params = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise NotFound("There are no lists of that year.", remedy="Choose a year from %(first)s to %(last)s.", params=params)
