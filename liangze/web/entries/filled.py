"""What a person has filled in so far: read from the posted form, from a draft, or taken over from an obligation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.core import signing
from django.http import HttpRequest

from liangze.conduct.entry import NewEntry
from liangze.core.errors import Refusal
from liangze.core.words import ActKind
from liangze.organisation.policy import Acting
from liangze.trust.attachments import Proof
from liangze.web.ledger.asked import number

KEPT_FOR = 40 * 24 * 3600  # seconds that a file taken in for a form can be referred to


@dataclass(frozen=True, slots=True)
class Kept:
    """A file taken in on an earlier step of the form. `token` refers to it, signed for its account."""

    attachment_id: int
    name: str
    size: int
    token: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as texts and ids; nothing is checked yet."""

    unit: int
    kind: str = ActKind.MEETING.value
    title: str = ""
    on: str = ""
    holder: int | None = None
    topics: tuple[str, ...] = ()
    counterparts: tuple[int, ...] = ()
    note: str = ""
    makes_up: tuple[int, ...] = ()
    kept: tuple[Kept, ...] = ()
    draft: int | None = None

    @property
    def day(self) -> date | None:
        """The day, or None while there is none."""
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            return None

    def content(self) -> dict[str, Any]:
        """For a draft."""
        fields = asdict(self)
        return {name: value for name, value in fields.items() if name not in ("unit", "draft")}

    def entry(self) -> NewEntry:
        """As the room takes it. Raises Refusal without a day or a seat."""
        if self.day is None:
            raise Refusal("The day is missing or is no day.", remedy="Write it as 2026-06-16.", field="on")
        if self.holder is None:
            raise Refusal("Who did it is missing.", remedy="Choose one of the seats of this unit.", field="holder")
        return NewEntry(
            unit_id=self.unit, kind=self.kind, on=self.day, holder_id=self.holder, title=self.title, topics=frozenset(self.topics),
            counterparts=self.counterparts, note=self.note, makes_up=self.makes_up,
            proofs=tuple(Proof(each.attachment_id, each.name, each.reason) for each in self.kept),
        )


def posted(request: HttpRequest, unit: int) -> Filled:
    """From the form."""
    form = request.POST
    kind = form.get("kind", "")
    return Filled(
        unit=unit, kind=kind if kind in {each.value for each in ActKind} else ActKind.MEETING.value, title=form.get("title", ""),
        on=form.get("on_fix") or form.get("on", ""), holder=number(form.get("holder")), topics=tuple(dict.fromkeys(form.getlist("topics"))),
        counterparts=_numbers(form.getlist("counterparts")), note=form.get("note", ""), makes_up=_numbers(form.getlist("makes_up")),
        kept=_kept(request), draft=number(form.get("draft")),
    )


def from_content(content: Mapping[str, Any], by: Acting) -> Filled:
    """From a draft or from what an obligation hands over. Fields of another shape are left out."""
    known: dict[str, Any] = {name: content[name] for name in ("kind", "title", "on", "holder", "note") if name in content}
    for name in ("topics", "counterparts", "makes_up"):
        known[name] = tuple(content.get(name) or ())
    kept = [opened(each.get("token", ""), by, each.get("reason", "")) for each in content.get("kept") or ()]
    return Filled(unit=int(content["unit"]), **known, kept=tuple(each for each in kept if each))


def token_of(by: Acting, attachment_id: int, name: str, size: int) -> str:
    """A reference to a file taken in, that only its own account can use."""
    return signing.dumps([attachment_id, name, size], salt=_salt(by), compress=True)


def opened(token: str, by: Acting, reason: str = "") -> Kept | None:
    """The file of a reference, or None when it is not this account's or too old."""
    try:
        attachment_id, name, size = signing.loads(token, salt=_salt(by), max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return Kept(attachment_id, name, size, token, reason)


def with_kept(filled: Filled, more: list[Kept]) -> Filled:
    """The same with further files; a file that is there already is not added again."""
    known = {each.attachment_id for each in filled.kept}
    return replace(filled, kept=(*filled.kept, *(each for each in more if each.attachment_id not in known)))


def _kept(request: HttpRequest) -> tuple[Kept, ...]:
    dropped = request.POST.get("drop", "")
    found = []
    for token in request.POST.getlist("kept"):
        kept = opened(token, request.acting)
        if kept and str(kept.attachment_id) != dropped:
            found.append(replace(kept, reason=request.POST.get(f"reason-{kept.attachment_id}", "").strip()))
    return tuple(found)


def _salt(by: Acting) -> str:
    return f"liangze.entries.kept.{by.account_id}"


def _numbers(texts: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for n in map(number, texts) if n is not None))
