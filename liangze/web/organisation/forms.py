"""What the pages of the organisation ask for. The actions judge; forms only read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liangze.core.words import SEAT_OF, Level, Role, UnitKind
from liangze.organisation.models import CoverageKind, DisciplineOrgan, PartyOrgan, WorkArea
from liangze.organisation.policy import Permission
from liangze.organisation.words import names_of
from liangze.web.unit_picker import UnitField


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def words(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    """One word of a vocabulary; `choices` is asked anew for each language."""
    return forms.ChoiceField(label=label, choices=choices, help_text=help_text)


def unit_in_sight(label: Any, *, required: bool = True, help_text: Any = "") -> UnitField:
    """A unit that the person may see."""
    return UnitField(permission=Permission.ORGANISATION_READ, label=label, required=required, help_text=help_text)


class Asking(forms.Form):
    """A form whose empty fields are told by their names, so that the summary on top can be understood alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill in “%(field)s”.") % {"field": field.label}


SINCE = _("From")
UNTIL_HELP = _("The first day on which it no longer holds; empty while it goes on.")
ON = _("Ends on")
ON_HELP = _("The first day on which it no longer holds.")
REASON = _("Reason")


def kinds() -> list[tuple[str, str]]:
    return names_of(UnitKind)


def levels() -> list[tuple[str, str]]:
    return names_of(Level)


def roles() -> list[tuple[str, str]]:
    return [(value, name) for value, name in names_of(Role) if Role(value) not in SEAT_OF]


class UnitForm(Asking):
    """The facts of a unit."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = words(_("Kind"), kinds)
    level = words(_("Level"), levels)
    party_organ = words(_("Party organ"), lambda: PartyOrgan.choices)
    discipline_organ = words(_("Discipline organ"), lambda: DisciplineOrgan.choices)
    position = forms.IntegerField(label=_("Order"), min_value=0, max_value=32767, initial=0, help_text=_("Smaller comes first."))


class NewUnitForm(UnitForm):
    """A unit to be founded."""

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Unique in the whole system, and lasting."))
    since = day(SINCE)
    field_order = ("code", "name")


class EditUnitForm(UnitForm):
    """A unit to be changed."""

    reason = forms.CharField(label=REASON, max_length=200, required=False, help_text=_("Optional, kept with the change."))


class MoveForm(Asking):
    """Where a unit goes."""

    parent = unit_in_sight(_("New unit above"), help_text=_("Name or code. Everything below moves along."))
    reason = forms.CharField(label=REASON, max_length=200)


class EndForm(Asking):
    """An end with its reason."""

    on = day(ON, help_text=ON_HELP)
    reason = forms.CharField(label=REASON, max_length=200)


class EndSoftForm(EndForm):
    """An end whose reason may go without saying."""

    reason = forms.CharField(label=REASON, max_length=200, required=False, help_text=_("Optional, kept with the change."))


class NewPostForm(Asking):
    """A seat to be added."""

    role = words(_("Role"), roles, _("Duties are owed by the role; it cannot be changed later."))
    code = forms.CharField(label=_("Code"), max_length=24, help_text=_("Unique in the unit, and lasting."))
    title = forms.CharField(label=pgettext_lazy("seat", "Title"), max_length=80)
    position = forms.IntegerField(label=_("Order"), min_value=0, max_value=32767, initial=0, help_text=_("Smaller comes first."))
    since = day(SINCE)


class EditPostForm(Asking):
    """A seat to be changed."""

    title = forms.CharField(label=pgettext_lazy("seat", "Title"), max_length=80)
    position = forms.IntegerField(label=_("Order"), min_value=0, max_value=32767, help_text=_("Smaller comes first."))
    reason = forms.CharField(label=REASON, max_length=200, required=False, help_text=_("Optional, kept with the change."))


class AppointForm(Asking):
    """Who takes a seat."""

    number = forms.CharField(label=_("Personnel number"), max_length=40)
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, required=False, help_text=_("Only for somebody who is not entered yet.")
    )
    since = day(SINCE)
    until = day(_("Until"), required=False, help_text=UNTIL_HELP)


class PortfolioForm(Asking):
    """What a seat takes charge of: a unit or an area."""

    unit = unit_in_sight(_("Unit"), required=False, help_text=_("Name or code; or choose an area of work instead."))
    area = words(_("Area of work"), lambda: [("", "—"), *WorkArea.choices])
    since = day(SINCE)
    until = day(_("Until"), required=False, help_text=UNTIL_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].required = False


class CoverageForm(Asking):
    """A unit that a seat follows."""

    unit = unit_in_sight(_("Unit"), help_text=_("Name or code."))
    kind = words(_("Way"), lambda: CoverageKind.choices)
    since = day(SINCE)
    until = day(_("Until"), required=False, help_text=UNTIL_HELP)


class StationingForm(Asking):
    """The stationed group that supervises a unit."""

    group = unit_in_sight(_("Stationed group"), help_text=_("Name or code of the group as a unit."))
    since = day(SINCE)
    until = day(_("Until"), required=False, help_text=UNTIL_HELP)


class CorrectForm(Asking):
    """Days as they should have been entered."""

    since = day(SINCE)
    until = day(_("Until"), required=False, help_text=UNTIL_HELP)
    reason = forms.CharField(label=REASON, max_length=200, help_text=_("Say in a sentence what was wrong."))


class NewPersonForm(Asking):
    """Somebody to be entered."""

    number = forms.CharField(label=_("Personnel number"), max_length=40, help_text=_("Unique in the whole system, and lasting."))
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)


class EditPersonForm(Asking):
    """A name to be put right."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    reason = forms.CharField(label=REASON, max_length=200)


class ResponsibleForm(Asking):
    """Which area and which day."""

    area = words(_("Area of work"), lambda: [("", "—"), *WorkArea.choices])
    day = day(_("On"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].required = False


class UploadForm(Asking):
    """A workbook."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("An .xlsx of at most 100 MB, as in the template."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
