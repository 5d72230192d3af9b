"""One letter as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import pgettext

from liangze.core.letter import OPEN, LetterOrder, LetterParty, LetterStage, parties, turn
from liangze.duties.queries.settled import SettledItem, settled_by
from liangze.duties.queries.words import ClauseRef
from liangze.letters.models import Letter, Step
from liangze.letters.queries.reach import RECORD, letters_for, nothing, the_letter
from liangze.letters.queries.to_sign import seated
from liangze.letters.words import name_of
from liangze.organisation.policy import Acting, Permission, may
from liangze.trust.endorsements import Endorsed, Sheet, sheet_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two who sign. signed: their signature on the newest sheet. next: it is their turn. seated: they hold the seat today."""

    party: str
    role: str
    name: str
    seat: str
    unit: str
    signed: Endorsed | None
    next: bool
    seated: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """What happened."""

    stage: str
    name: str
    at: datetime
    by: str
    comments: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter with its sheet. may_sign: the party that the reader can sign as now, "" for none."""

    row: Letter
    stage: str
    stage_name: str
    kind: str
    clause: ClauseRef
    permit: str
    sides: tuple[Side, ...]
    steps: tuple[StepRow, ...]
    sheet: Sheet | None
    settled: tuple[SettledItem, ...]
    may_sign: str
    may_edit: bool
    may_withdraw: bool
    returned: str

    @property
    def sign_role(self) -> str:
        """As what the reader signs."""
        return next((f"{side.role} {side.seat}" for side in self.sides if side.party == self.may_sign), "")

    @property
    def moved(self) -> bool:
        """The holder has left the seat: the letter stays with the person, whoever follows is due one of their own."""
        return not next(side for side in self.sides if side.party == "holder").seated


def letter_page(*, letter_id: int, by: Acting, today: date) -> LetterPage:
    """Four statements, more for a signed one. Raises NotFound."""
    rows = letters_for(by).annotate(
        holder_seated=seated("holder", today), issuer_seated=seated("issuer", today), holder_account=F("holder_person__account"),
        issuer_account=F("issuer_person__account"),
    )
    row: Any = rows.filter(pk=letter_id).first()
    if row is None:
        raise nothing()
    stage, order = LetterStage(row.stage), LetterOrder(row.order)
    sheet = sheet_of((RECORD, row.pk))
    party = turn(stage, order)
    signed = {each.box: each for each in sheet.signatures if each.signed} if sheet and sheet.voided_at is None else {}
    sits = {LetterParty.HOLDER: row.holder_seated, LetterParty.ISSUER: row.issuer_seated}
    sides = tuple(_side(row, each, signed, party, sits[each]) for each in parties(order))
    signer = row.holder_account if party is LetterParty.HOLDER else row.issuer_account
    mine = party is not None and by.account_id is not None and by.account_id == signer
    seat = row.holder_post_id if party is LetterParty.HOLDER else row.issuer_post_id
    steps = tuple(
        StepRow(each.stage, _step_name(each), timezone.localtime(each.at), each.by.name if each.by else "", each.comments)
        for each in Step.objects.filter(letter=row).select_related("by").order_by("id")
    )
    may_issue = bool(may(by, Permission.LETTER_ISSUE, row.issuer_unit))
    version, clause = row.permit.version, row.permit.clause
    return LetterPage(
        row=row, stage=stage.value, stage_name=name_of(stage), kind=row.get_kind_display(),
        clause=ClauseRef(clause.pk, version.cited, clause.label), permit=row.permit.title, sides=sides, steps=steps, sheet=sheet,
        settled=settled_by(source=(RECORD, row.pk), as_of=today) if stage is LetterStage.SIGNED else (),
        may_sign=party.value if party and mine and seat in by.posts else "", may_edit=may_issue and stage in OPEN,
        may_withdraw=may_issue and row.ended_at is None,
        returned=next((each.comments for each in reversed(steps) if each.stage == LetterStage.RETURNED), "")
        if stage is LetterStage.RETURNED
        else "",
    )


def _side(row: Letter, party: LetterParty, signed: dict[str, Endorsed], now: LetterParty | None, sits: bool) -> Side:
    holds = party is LetterParty.HOLDER
    unit, post, person = (
        (row.holder_unit, row.holder_post, row.holder_person) if holds else (row.issuer_unit, row.issuer_post, row.issuer_person)
    )
    return Side(
        party.value, name_of(party), person.name, post.title, unit.name, signed.get(party.value), party is now, sits
    )


def _step_name(step: Step) -> str:
    """A signature is told by who gave it."""
    if step.party and step.stage != LetterStage.RETURNED:
        words = {"holder": pgettext("letter step", "The holder signed"), "issuer": pgettext("letter step", "The issuer signed")}
        return words[step.party]
    return name_of(LetterStage(step.stage))


def readable_letter(by: Acting, letter_id: int) -> None:
    """For the sheet's pages: raises NotFound where the person may not read the letter."""
    the_letter(letter_id, by)
