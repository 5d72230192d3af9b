"""What the six forms ask for. The room judges; forms only read. Each kind has fields of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liangze.core.talk import ALONE, COUNTING, TalkKind, TalkTrigger
from liangze.talks.new_talk import (
    AdmonitionWords,
    HeartToHeartWords,
    InquiryWords,
    NewTalk,
    PreAppointmentWords,
    ReminderWords,
    SummonsWords,
    Words,
)
from liangze.talks.queries.choices import TalkChoices
from liangze.talks.words import TRIGGERS
from liangze.trust.attachments import Proof
from liangze.web.forms import PlainForm
from liangze.web.ledger.asked import number
from liangze.web.talks.asked import day, numbers

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LIVE = {"class": "js-live"}


def text(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    """A longer text. That it is missing is said by the room, with what to do."""
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows, "maxlength": 5000}))


def picked(label: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, required=False)


class TalkForm(PlainForm):
    """What all kinds share. `rows` are the lines of commitments as typed."""

    holder = picked(pgettext_lazy("talk", "Held by"))
    counterparts = forms.MultipleChoiceField(label=_("With"), required=False)
    on = forms.CharField(label=_("Day"), help_text=_("the day on which it was really held"), required=False, widget=DAY)
    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    trigger = picked(pgettext_lazy("talk", "Why"))
    said = text(_("What was said"), _("read by those who were there and those whom they name; nobody else"), rows=6)
    note_taker = picked(_("Notes taken by"), _("whoever records a talk of somebody else is its note taker"))
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, help_text=_("tick what it was about; the ticks decide what it counts for"),
        widget=forms.CheckboxSelectMultiple(attrs=LIVE),
    )
    kind: TalkKind
    rows: Sequence[tuple[str, str]] = ()

    def __init__(self, *args: Any, choices: TalkChoices, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="f-%s", **kwargs)
        fields = cast("dict[str, Any]", self.fields)
        alone = self.kind in ALONE
        if alone and isinstance(self.initial.get("counterparts"), list | tuple):
            self.initial["counterparts"] = next(iter(self.initial["counterparts"]), "")
        fields["holder"].choices = choices.holders or [("", _("no seat yet"))]
        fields["holder"].widget.attrs |= {"class": "js-holder"}
        fields["counterparts"].choices = choices.counterparts
        fields["counterparts"].widget = forms.Select(attrs=LIVE) if alone else forms.CheckboxSelectMultiple(attrs=LIVE)
        fields["counterparts"].widget.choices = [("", "—"), *choices.counterparts] if alone else choices.counterparts
        fields["on"].widget.attrs |= LIVE
        fields["trigger"].choices = [(key, name) for key, name in TRIGGERS.items() if key != TalkTrigger.MINOR_MATTER]
        fields["note_taker"].choices = [("", "—"), *choices.takers]
        if self.kind in COUNTING:
            fields["topics"].choices = choices.topics
        else:
            del fields["topics"]
        if "approver" in fields:
            fields["approver"].choices = [("", "—"), *choices.approvers]

    def new(self, proofs: tuple[Proof, ...], makes_up: tuple[int, ...], talk_id: int | None) -> NewTalk:
        """What was typed, as the room takes it: nothing is checked yet."""
        posted = cast("Any", self.data)
        return NewTalk(
            words=self.words(posted), holder_id=number(posted.get("holder")), counterparts=numbers(posted.getlist("counterparts")),
            on=day(posted.get("on_fix") or posted.get("on")), place=posted.get("place", ""), said=posted.get("said", ""),
            topics=frozenset(posted.getlist("topics")), note_taker_id=number(posted.get("note_taker")),
            trigger=TalkTrigger.MINOR_MATTER if posted.get("minor") else posted.get("trigger", TalkTrigger.ROUTINE.value), talk_id=talk_id,
            makes_up=makes_up, proofs=proofs,
        )

    def words(self, posted: Mapping[str, Any]) -> Words:
        """The fields of the kind alone."""
        raise NotImplementedError


class HeartToHeartForm(TalkForm):
    """谈心谈话"""

    kind = TalkKind.HEART_TO_HEART
    raised = text(_("What the person raised"))
    agreed = text(_("What both agreed on"))
    field_order = ("holder", "counterparts", "on", "place", "topics", "raised", "agreed", "said", "note_taker")

    def words(self, posted: Mapping[str, Any]) -> Words:
        return HeartToHeartWords(posted.get("raised", ""), posted.get("agreed", ""))


class ReminderForm(TalkForm):
    """提醒谈话"""

    kind = TalkKind.REMINDER
    sign = text(_("Sign observed"), _("what was noticed, when and where"))
    expected = text(_("What is expected"))
    follow_up_on = forms.CharField(label=_("Looked at again on"), required=False, widget=DAY)
    field_order = ("holder", "counterparts", "on", "place", "trigger", "sign", "expected", "follow_up_on", "topics", "said", "note_taker")

    def words(self, posted: Mapping[str, Any]) -> Words:
        return ReminderWords(posted.get("sign", ""), posted.get("expected", ""), day(posted.get("follow_up_on")))


class SummonsForm(TalkForm):
    """约谈"""

    kind = TalkKind.SUMMONS
    reason = text(_("Reason for the summons"))
    questions = text(_("Questions put"))
    field_order = ("holder", "counterparts", "on", "place", "trigger", "reason", "questions", "topics", "said", "note_taker")
    commitments = forms.CharField(required=False, widget=forms.HiddenInput, label=_("Commitments"))

    def words(self, posted: Mapping[str, Any]) -> Words:
        rows = [(what, by) for what, by in lines(posted) if what.strip() or by.strip()]
        return SummonsWords(
            posted.get("reason", ""), posted.get("questions", ""), tuple((what, day(by)) for what, by in rows), number(posted.get("clause"))
        )


class PreAppointmentForm(TalkForm):
    """任前廉政谈话"""

    kind = TalkKind.PRE_APPOINTMENT
    required = text(_("What was asked"), _("integrity rules of the post, what it must beware of"))
    undertaken = text(_("What was undertaken"), _("the integrity commitments of those who take office"))
    field_order = ("holder", "counterparts", "on", "place", "topics", "required", "undertaken", "said", "note_taker")

    def words(self, posted: Mapping[str, Any]) -> Words:
        return PreAppointmentWords(posted.get("required", ""), posted.get("undertaken", ""))


class AdmonitionForm(TalkForm):
    """诫勉: asked for first"""

    kind = TalkKind.ADMONITION
    facts = text(_("Facts"), _("what was found, and where it is recorded"), rows=5)
    basis = forms.CharField(label=_("Basis"), help_text=_("the rule, and the decision or assessment it follows from"), required=False,
                            max_length=200)
    in_writing = forms.ChoiceField(
        label=pgettext_lazy("admonition", "Form"), required=False, choices=(("", _("As a talk")), ("1", _("In writing"))),
    )
    approver = picked(_("Approval asked of"), _("the committee or a principal; never whoever asks"))
    field_order = ("holder", "counterparts", "trigger", "facts", "basis", "in_writing", "approver", "note_taker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on", "place", "said"):
            del self.fields[name]

    def words(self, posted: Mapping[str, Any]) -> Words:
        return AdmonitionWords(
            posted.get("facts", ""), posted.get("basis", ""), bool(posted.get("in_writing")), number(posted.get("approver"))
        )


class InquiryForm(TalkForm):
    """函询: sent as a letter"""

    kind = TalkKind.INQUIRY
    questions = text(_("Questions of the letter"), _("what the person is asked to explain, point by point"), rows=6)
    field_order = ("holder", "counterparts", "on", "trigger", "questions", "note_taker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("place", "said"):
            del self.fields[name]
        self.fields["on"].label, self.fields["on"].help_text = _("Day of the letter"), _("the working days count from the next day")

    def words(self, posted: Mapping[str, Any]) -> Words:
        return InquiryWords(posted.get("questions", ""))


FORMS: dict[str, type[TalkForm]] = {
    form.kind.value: form for form in (HeartToHeartForm, ReminderForm, SummonsForm, AdmonitionForm, InquiryForm, PreAppointmentForm)
}


def lines(posted: Any) -> list[tuple[str, str]]:
    """The lines of commitments as typed."""
    return list(zip(posted.getlist("c_what")[:12], posted.getlist("c_day")[:12], strict=False))


def started(taken: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with."""
    on = taken.get("on")
    given = {"trigger": TalkTrigger.ROUTINE.value} | {name: taken[name] for name in ("holder", "trigger", "topics") if name in taken}
    posts = taken.get("counterparts") or []
    return given | {"counterparts": posts, "on": on.isoformat() if isinstance(on, date) else ""}
