"""Items of a concluded review, as they stood when it was concluded: written once, read ever after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from liangze.core.review import Doubts, Standing
from liangze.duties.queries.words import ClauseRef
from liangze.review.models import ConcludedItem, Review
from liangze.review.queries.items import Item, taken_of
from liangze.review.words import OBLIGATION, TASK, state_name


def kept(review: Review, items: Iterable[Item]) -> list[ConcludedItem]:
    """Rows to be stored. Every item has its decision."""
    return [
        ConcludedItem(
            review=review, decision_id=item.taken.id if item.taken else 0, position=position, key=item.key, state=item.state,
            words=_words(item),
        )
        for position, item in enumerate(items, 1)
    ]


def concluded_items(review_id: int) -> tuple[Item, ...]:
    """In the order in which they were printed. One statement."""
    rows = ConcludedItem.objects.filter(review=review_id).select_related("decision__by").order_by("position")
    return tuple(_item(row) for row in rows)


def _words(item: Item) -> dict[str, Any]:
    return {
        "group": item.group, "title": item.title, "basis": item.basis, "who": item.who, "period": item.period,
        "due": item.due.isoformat(), "done": item.done, "standing": item.standing.value,
        "clause": [item.clause.id, item.clause.cited, item.clause.label] if item.clause else None,
        "doubts": [item.doubts.entered_late, item.doubts.proof_reused],
    }


def _item(row: ConcludedItem) -> Item:
    words = row.words
    kind = OBLIGATION if row.key.startswith("o") else TASK
    return Item(
        key=row.key, kind=kind, id=int(row.key[1:]), group=words["group"], title=words["title"],
        clause=ClauseRef(*words["clause"]) if words["clause"] else None, basis=words["basis"], who=words["who"], period=words["period"],
        due=date.fromisoformat(words["due"]), state=row.state, state_name=state_name(kind, row.state),
        standing=Standing(words["standing"]), doubts=Doubts(*words["doubts"]), done=words["done"], taken=taken_of(row.decision),
    )
