"""Reading a document in: its text, its clauses, and a draft for each timed duty and each vague mention."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from liangze.core.errors import Conflict, Refusal
from liangze.core.words import Level
from liangze.organisation.models import Unit
from liangze.organisation.policy import Acting, Permission, demand
from liangze.reading import DutyDraft, Reading, VagueMention, read
from liangze.regulations.drafting.duty import Ground, proposed
from liangze.regulations.models import Document, Draft, RegulationVersion
from liangze.regulations.queries.topics import known_topics
from liangze.trust.actions import append

#: Characters of text that one page can show; the largest regulations of the field have some fifty thousand.
MOST_TEXT = 400_000


def read_document(
    *, source: bytes, filename: str, unit: Unit, by: Acting, now: datetime, revises: RegulationVersion | None = None
) -> Document:
    """Read the bytes and keep text and drafts; nothing is kept when any of it fails.

    unit  whose document it is: who may draft there works on it.  revises  the version that it replaces.

    Raises NotAllowed, liangze.reading.UnreadableDocument, Refusal for a text too long, Conflict when the same file
    is being worked on in this unit already (`params["document"]`).
    """
    demand(by, Permission.REGULATION_DRAFT, unit)
    digest = hashlib.sha256(source).hexdigest()
    if same := Document.objects.filter(unit=unit, sha256=digest, adopted=None).first():
        raise Conflict(
            "The same file was read in already and is being worked on: no. %(document)s.",
            remedy="Go on there instead of reading it again.",
            field="document",
            params={"document": same.pk},
        )
    reading = read(source, filename=filename)
    if len(reading.text) > MOST_TEXT:
        raise Refusal(
            "The text has %(length)s characters; a page can show %(most)s.",
            remedy="Divide the document and read its parts.",
            field="document",
            params={"length": len(reading.text), "most": MOST_TEXT},
        )
    name = PurePath(filename.replace("\\", "/")).name[-200:] or "document"
    head = reading.document
    with transaction.atomic():
        document = Document.objects.create(
            unit=unit,
            name=name,
            sha256=digest,
            text=reading.text,
            reading=reading.as_dict() | {"source": name},
            title=(head.title or PurePath(name).stem)[:200],
            number=(head.number or "")[:60],
            uploaded_by_id=by.account_id,
            uploaded_at=now,
            revises=revises,
        )
        drafts = Draft.objects.bulk_create(_drafts(document, reading))
        after = {"name": name, "sha256": digest, "title": document.title, "clauses": len(reading.clauses), "drafts": len(drafts)}
        append(by=by, action="regulations.document.read", thing=document, after=after, unit_id=unit.pk)
    return document


def _drafts(document: Document, reading: Reading) -> Iterator[Draft]:
    """In the order of the text: timed duties and vague mentions together, numbered from 1."""
    ground = Ground(reading.text, Level(document.unit.level), reading.document.issued_on, known_topics())
    found: list[DutyDraft | VagueMention] = sorted((*reading.duties, *reading.vague), key=lambda item: (item.start, item.end))
    values = reading.as_dict()
    as_found = {(v["start"], v["end"], v["role"], v["kind"], v.get("per")): v for v in (*values["duties"], *values["vague"])}
    for number, item in enumerate(found, 1):
        duty, asks = proposed(item, ground)
        key = (item.start, item.end, item.role, item.kind, getattr(item, "per", None))
        yield Draft(
            document=document, number=number, clause=list(item.clause), found=as_found[key], duty=duty, asks=asks,
            start=item.start, end=item.end,
        )  # fmt: skip
