"""The reading page as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liangze.core.errors import NotFound
from liangze.organisation.models import Account
from liangze.organisation.policy import Acting, Permission, may
from liangze.packs import Topic
from liangze.regulations.models import Document, Draft, DraftState, label_of
from liangze.regulations.queries.reach import the_document
from liangze.regulations.queries.reading.cards import Card, card, mark
from liangze.regulations.queries.reading.outline import Branch, outline
from liangze.regulations.queries.reading.text import Paragraph, paragraphs
from liangze.regulations.queries.topics import known_topics


@dataclass(frozen=True, slots=True)
class Progress:
    """Decisions so far; the four add up to all."""

    confirmed: int
    corrected: int
    refused: int
    waiting: int

    @property
    def taken(self) -> int:
        return self.confirmed + self.corrected

    @property
    def total(self) -> int:
        return self.taken + self.refused + self.waiting


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """may_draft, may_install: what the reader may do here.  clauses: (position, label) to add a duty to."""

    row: Document
    title: str
    number: str
    issued_on: date | None
    clause_count: int
    warnings: tuple[str, ...]
    tree: tuple[Branch, ...]
    text: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    progress: Progress
    topics: Mapping[str, Topic]
    clauses: tuple[tuple[int, str], ...]
    may_draft: bool
    may_install: bool

    @property
    def open_card(self) -> Card | None:
        return next((card for card in self.cards if card.open), None)


def document_page(number: int, *, by: Acting, draft: int | None = None, only_waiting: bool = False, fold: bool = False) -> DocumentPage:
    """The page of a document. `draft`: the draft to open; by default the first that waits, 0 opens none. Four statements.

    fold  leaves text and tree out: for a fragment with the drafts alone. Raises NotFound.
    """
    row = the_document(number, by)
    rows = list(row.drafts.all())
    names = _names(rows)
    may_draft = bool(may(by, Permission.REGULATION_DRAFT, row.unit)) and row.adopted_id is None
    waiting = [item.number for item in rows if item.state == DraftState.WAITING]
    chosen = draft if draft is not None else next(iter(waiting), None) if may_draft else None
    opened = next((item for item in rows if item.number == chosen), None)
    clauses = row.reading["clauses"]
    paths = [tuple(clause["path"]) for clause in clauses]
    current = paths.index(tuple(opened.clause)) if opened and tuple(opened.clause) in paths else None
    cards = [card(item, row.text, names, is_open=item is opened) for item in rows]
    marks = [found for item in rows if (found := mark(item, row.text, current=item is opened))]
    issued = row.reading["document"].get("issued_on")
    return DocumentPage(
        row=row,
        title=row.title,
        number=row.number,
        issued_on=date.fromisoformat(issued) if issued else None,
        clause_count=len(clauses),
        warnings=tuple(row.reading.get("warnings", ())),
        tree=()
        if fold
        else outline(
            clauses, ((tuple(r.clause), r.state == DraftState.WAITING) for r in rows), current=tuple(opened.clause) if opened else ()
        ),
        text=() if fold else paragraphs(row.text, clauses, marks, current=current),
        cards=tuple(item for item in cards if not only_waiting or item.waits or item.open),
        progress=progress_of(rows),
        topics=known_topics(),
        clauses=tuple((n, label_of(path)) for n, path in enumerate(paths)),
        may_draft=may_draft,
        may_install=may_draft and bool(may(by, Permission.REGULATION_INSTALL, row.unit)),
    )


def one_draft(document: int, number: int, *, by: Acting) -> Draft:
    """The draft for an action on it. Raises NotFound."""
    row = the_document(document, by)
    found = row.drafts.filter(number=number).first()
    if found is None:
        raise NotFound("The document has no draft no. %(number)s.", remedy="Reload the page.", params={"number": number})
    return found


def progress_of(rows: list[Draft]) -> Progress:
    def of(state: DraftState) -> int:
        return sum(row.state == state for row in rows)

    return Progress(of(DraftState.CONFIRMED), of(DraftState.CORRECTED), of(DraftState.REFUSED), of(DraftState.WAITING))


def _names(rows: list[Draft]) -> dict[int, str]:
    who = {row.by_id for row in rows if row.by_id}
    return dict(Account.objects.filter(pk__in=who).values_list("pk", "name")) if who else {}
