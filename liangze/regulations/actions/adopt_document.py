"""From a document with decided drafts to an installed version, adopted at once where that is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from liangze.core.errors import Conflict, Refusal, Refusals
from liangze.organisation.policy import Acting, Permission, demand
from liangze.packs import Pack
from liangze.regulations.actions.adopt import adopt
from liangze.regulations.actions.deciding import still_open
from liangze.regulations.actions.install_pack import install_pack
from liangze.regulations.drafting.clauses import source_of
from liangze.regulations.drafting.pack import Decided, Headed, pack_of
from liangze.regulations.models import Document, Draft, DraftState, Duty, RegulationVersion
from liangze.regulations.queries.topics import known_topics
from liangze.trust.actions import append

TAKEN = (DraftState.CONFIRMED, DraftState.CORRECTED)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Head data as a person corrected them. `key` names the regulation over all versions; "" lets it be made."""

    title: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    key: str = ""


def adopt_document(
    *,
    document: Document,
    head: DocumentHead,
    by: Acting,
    now: datetime,
    today: date,
    leave_waiting: bool = False,
    since: date | None = None,
    reason: str = "",
) -> RegulationVersion:
    """Make a version of the confirmed drafts and install it: the first, or the next where the document revises one.

    leave_waiting  take the drafts that still wait as not to be taken.
    since          the day from which the version binds the document's unit, which needs a `reason`; None installs without adopting.

    Raises NotAllowed; Conflict when a version was made already, or while drafts wait (`params["waiting"]`: their
    numbers); Refusals with the draft and the field for what cannot stand in a pack.
    """
    demand(by, Permission.REGULATION_INSTALL, document.unit)
    with transaction.atomic():
        row = Document.objects.select_for_update(of=("self",)).select_related("unit", "revises__regulation").get(pk=document.pk)
        still_open(row)
        waiting = list(row.drafts.filter(state=DraftState.WAITING).values_list("number", flat=True))
        if waiting and not leave_waiting:
            raise Conflict(
                "%(count)s drafts wait for a decision: no. %(waiting)s.",
                remedy="Confirm or refuse them, or say that they are to be left out.",
                field="leave_waiting",
                params={"count": len(waiting), "waiting": ", ".join(map(str, waiting))},
            )
        pack = pack_of_document(document=row, head=head, today=today)
        sources = {tuple(clause["path"]): source_of(clause) for clause in row.reading["clauses"]}
        version = install_pack(pack=pack, by=by, now=now, unit=row.unit, sources=sources).version
        row.adopted = version
        row.save(update_fields=["adopted"])
        after = {"version": version.pk, "regulation": pack.regulation, "number": pack.version, "left": waiting}
        append(by=by, action="regulations.document.adopt", thing=row, after=after, unit_id=row.unit_id, reason=reason)
        if since is not None:
            adopt(version=version, unit=row.unit, since=since, by=by, reason=reason, today=today)
    return version


def pack_of_document(*, document: Document, head: DocumentHead, today: date) -> Pack:
    """The pack that adopting now would install; nothing is written. Raises Refusals as adopt_document does."""
    if not document.reading["clauses"]:
        raise Refusals([Refusal("The document has no clause.", remedy="Read in a text with labels or headings.", field="title")])
    drafts = list(document.drafts.filter(state__in=TAKEN).order_by("number"))
    decided = [Decided(draft.number, tuple(draft.clause), draft.duty) for draft in drafts]
    last = _latest(document)
    headed = Headed(
        regulation=last.regulation.key if last else _key(document, head),
        version=last.version + 1 if last else 1,
        title=head.title,
        number=head.number or None,
        issuer=head.issuer or None,
        issued_on=head.issued_on,
        level=document.unit.level,
        in_force_from=head.in_force_from,
        checked_on=max(filter(None, (today, head.issued_on))),
        sha256=document.sha256,
    )
    ids = _kept_ids(drafts, last)
    return pack_of(headed, document.reading["clauses"], decided, known_topics(), ids=ids)


def _latest(document: Document) -> RegulationVersion | None:
    if document.revises is None:
        return None
    return (
        RegulationVersion.objects.filter(regulation=document.revises.regulation_id)
        .select_related("regulation")
        .order_by("-version")
        .first()
    )


def _key(document: Document, head: DocumentHead) -> str:
    """The key chosen, or one of the unit's code and the file's digest: it lasts over all versions."""
    code = re.sub(r"[^a-z0-9]+", "-", document.unit.code.lower()).strip("-") or "unit"
    return head.key or f"{code}-{document.sha256[:10]}"


def _kept_ids(drafts: list[Draft], last: RegulationVersion | None) -> dict[int, str]:
    """Ids of the version before for duties that are the same in substance: clause, role, kind and cadence, in order."""
    if last is None:
        return {}
    free: dict[tuple[object, ...], list[str]] = {}
    for duty in Duty.objects.filter(version=last).select_related("clause").order_by("position"):
        free.setdefault((tuple(duty.clause.path), duty.role, duty.kind, duty.every), []).append(duty.key)
    kept: dict[int, str] = {}
    for draft in drafts:
        duty = draft.duty
        same = (tuple(draft.clause), duty["holder"]["role"], duty["act"]["kind"], duty["every"])
        if free.get(same):
            kept[draft.number] = free[same].pop(0)
    return kept
