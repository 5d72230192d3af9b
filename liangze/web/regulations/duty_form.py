"""The form of one duty, as the card of a draft shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liangze.core.words import ActKind, Every, Level, Presence, Role, Towards, UnitKind
from liangze.organisation.words import listed
from liangze.packs import Topic
from liangze.regulations.drafting.entry import LAST, DutyWords
from liangze.regulations.words import ALWAYS, Addressee, Within, choices_of

NOTHING = ("", "—")
MANY = forms.CheckboxSelectMultiple
ROLES = [role for role in Role if role is not Role.LIAISON]


class DutyForm(forms.Form):
    """Fields of DutyWords; what they may hold together is judged by the room."""

    use_required_attribute = False

    role = forms.ChoiceField(label=pgettext_lazy("duty", "Who"))
    title = forms.CharField(label=pgettext_lazy("duty", "What"), max_length=60)
    kind = forms.ChoiceField(label=pgettext_lazy("duty", "Kind"))
    topics = forms.MultipleChoiceField(label=pgettext_lazy("duty", "Topics"), required=False, widget=MANY)
    new_topic = forms.CharField(label=_("Another topic"), max_length=60, required=False)
    every = forms.ChoiceField(label=pgettext_lazy("duty", "How often"), required=False)
    times = forms.IntegerField(label=_("Least number of times"), min_value=1, max_value=366, initial=1)
    due_month = forms.TypedChoiceField(label=_("By when: month"), coerce=int, required=False, empty_value=None)
    due_day = forms.ChoiceField(label=_("By when: day"), required=False)
    opens = forms.DateField(label=_("Counts from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    once_due = forms.DateField(label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    about = forms.ChoiceField(label=_("About which period"), required=False)
    towards = forms.ChoiceField(label=_("With each of"), required=False)
    to = forms.MultipleChoiceField(label=pgettext_lazy("duty", "To whom"), required=False, widget=MANY)
    accept = forms.ChoiceField(label=_("Counts when accepted by"), required=False)
    presence = forms.ChoiceField(label=_("Owed by those present"), required=False)
    roll = forms.ChoiceField(label=_("Due on a rest day"), required=False)
    unit_within = forms.ChoiceField(label=pgettext_lazy("duty", "Which units"), required=False)
    unit_levels = forms.MultipleChoiceField(label=_("Of which levels"), required=False, widget=MANY)
    unit_kinds = forms.MultipleChoiceField(label=_("Of which kinds"), required=False, widget=MANY)

    def __init__(self, *args: Any, topics: Mapping[str, Topic], chinese: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        fitting = sorted(topics.items(), key=lambda item: bool(item[1].kinds) and kind not in item[1].kinds)
        months = [(n, _("month %(n)s") % {"n": n}) for n in range(1, 13)]
        days = [(LAST, _("last day")), *((str(n), _("day %(n)s") % {"n": n}) for n in range(1, 32))]
        offered = {
            "role": [(role.value, name) for role, name in zip(ROLES, _names(Role, ROLES), strict=True)],
            "kind": choices_of(ActKind),
            "topics": [(key, topic.zh if chinese else topic.en) for key, topic in fitting],
            "every": [("", _("Choose: every quarter, half-year, year …")), *choices_of(Every), ALWAYS],
            "due_month": [("", _("last day of the period")), *months],
            "due_day": days,
            "about": [("same", _("the period in which it is done")), ("previous", _("the period before"))],
            "towards": [NOTHING, *choices_of(Towards)],
            "to": choices_of(Addressee),
            "accept": [("", _("nobody: it counts when recorded")), *choices_of(Addressee)],
            "presence": choices_of(Presence),
            "roll": [("", _("stays")), ("next_working_day", _("moves to the next working day"))],
            "unit_within": choices_of(Within),
            "unit_levels": choices_of(Level),
            "unit_kinds": choices_of(UnitKind),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices

    def words(self) -> DutyWords:
        """What the person wrote. Call after is_valid()."""
        cleaned = dict(self.cleaned_data)
        for name in ("topics", "to", "unit_levels", "unit_kinds"):
            cleaned[name] = tuple(cleaned[name])
        cleaned["presence"] = cleaned["presence"] or "half"
        cleaned["about"] = cleaned["about"] or "same"
        cleaned["due_day"] = cleaned["due_day"] if cleaned["due_month"] else ""
        return DutyWords(**{name: cleaned[name] for name in DutyWords.__dataclass_fields__})

    def chosen(self, name: str) -> str:
        """Names of what is chosen in a field of many, for the line that opens it."""
        values = self[name].value() or ()
        names = dict(self.fields[name].choices)
        return listed(names[value] for value in values if value in names)

    @property
    def chosen_topics(self) -> str:
        return self.chosen("topics")

    @property
    def chosen_to(self) -> str:
        return self.chosen("to")

    @property
    def chosen_units(self) -> str:
        return (
            self.chosen("unit_levels")
            + ("·" if self["unit_levels"].value() and self["unit_kinds"].value() else "")
            + self.chosen("unit_kinds")
        )


def _names(words: type, kept: Sequence[Any]) -> list[str]:
    names = dict(choices_of(words))
    return [names[word.value] for word in kept]


class NewDutyForm(DutyForm):
    """A duty that the reader did not find: its clause as well."""

    clause = forms.TypedChoiceField(label=_("Clause"), coerce=int)

    def __init__(self, *args: Any, clauses: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [("", "—"), *clauses]


class RefuseForm(forms.Form):
    """Why a draft is no duty."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
