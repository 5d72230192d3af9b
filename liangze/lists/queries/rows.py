"""Items as a page and a paper show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from liangze.duties.queries.words import ClauseRef
from liangze.lists.models import ListItem
from liangze.lists.queries.candidates import Source
from liangze.lists.queries.items import sources_of
from liangze.lists.queries.live import Live


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item, ready to show. number: running, 0 for one that is left out.  cadence: how often and by when."""

    id: int
    key: str
    number: int
    position: int
    title: str
    measures: str
    proof: str
    basis: str
    left_out: str
    printed: int | None
    cadence: str
    sources: tuple[Source, ...]
    live: Live

    @property
    def own(self) -> bool:
        return bool(self.basis)

    @property
    def clauses(self) -> tuple[ClauseRef, ...]:
        """Where it is written, each clause once."""
        return tuple({source.clause.id: source.clause for source in self.sources}.values())

    @property
    def duties(self) -> tuple[int, ...]:
        return tuple(source.duty_id for source in self.sources if source.duty_id)


def duties_of(items: Iterable[ListItem]) -> set[int]:
    """The timed duties behind items loaded by `with_sources`."""
    return {row["duty_id"] for item in items for row in item.found if row["duty_id"]}


def rows_of(items: Iterable[ListItem], states: Mapping[int, Live] | None = None) -> tuple[ItemRow, ...]:
    """Items of one version, loaded by `with_sources`, in their order."""
    found, number = [], 0
    for item in items:
        sources = sources_of(item)
        number += not item.left_out
        state = Live()
        for source in sources:
            if states and source.duty_id in states:
                state = state.plus(states[source.duty_id])
        found.append(
            ItemRow(
                item.pk, item.key, 0 if item.left_out else number, item.position, item.title, item.measures, item.proof, item.basis,
                item.left_out, item.printed, cadence_of(sources, item.basis), sources, state,
            )
        )
    return tuple(found)


def cadence_of(sources: Iterable[Source], basis: str) -> str:
    """每季度；每年1月31日前; for a standing duty: always; for an own item nothing is known."""
    said = pgettext("cadences", "; ").join(dict.fromkeys(source.cadence for source in sources if source.cadence))
    return said or ("" if basis else gettext("All year"))
