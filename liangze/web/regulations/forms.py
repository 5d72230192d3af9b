"""What the pages of regulations ask for. The room judges; forms only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangze.organisation.policy import Permission
from liangze.web.unit_picker import UnitField

DAY = {"type": "date"}
BASIS = _("The decision it rests on, for example a meeting.")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as browsers offer it and as people type it (2026-01-31)."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. Write it as 2026-01-31.")},
    )


class UploadForm(forms.Form):
    """A document to read in."""

    use_required_attribute = False

    document = forms.FileField(
        label=_("File"),
        help_text=_("Text, Word (docx), PDF with text, or HTML."),
        error_messages={"required": _("No file is chosen. Choose the file that holds the text of the regulation."),
                        "empty": _("The file is empty. Choose the file that holds the text of the regulation.")},
    )  # fmt: skip
    unit = UnitField(
        permission=Permission.REGULATION_DRAFT,
        label=_("Whose document it is"),
        help_text=_("Name or code. Who may draft in this unit works on it."),
    )
    revises = forms.TypedChoiceField(
        label=_("Replaces"), coerce=int, required=False, empty_value=None, help_text=_("Leave it open for a new regulation.")
    )

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revises"].choices = [("", _("nothing: it is a new regulation")), *versions]


class AdoptForm(forms.Form):
    """Where and from when a version binds."""

    unit = UnitField(permission=Permission.REGULATION_ADOPT, label=_("Unit that adopts it"), help_text=_("Name or code."))
    since = day_field(_("Binds from"))
    until = day_field(_("Until (first day on which it binds no longer)"), required=False)
    reason = forms.CharField(label=_("Basis or reason"), max_length=200, help_text=BASIS)


class EndForm(forms.Form):
    """When and why a version binds no longer."""

    until = day_field(_("First day on which it binds no longer"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class DocumentAdoptForm(forms.Form):
    """Head data of the version that is made of a document, and whether it is adopted at once."""

    use_required_attribute = False

    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Issuer"), max_length=120, required=False)
    issued_on = day_field(_("Issued on"), required=False)
    in_force_from = day_field(_("In force from"), required=False, help_text=_("Leave it open where the document does not say."))
    leave_waiting = forms.BooleanField(label=_("Leave out the drafts that still wait"), required=False)
    adopt_now = forms.BooleanField(label=_("Adopt it at once for the unit of the document"), required=False, initial=True)
    since = day_field(_("Binds from"), required=False)
    reason = forms.CharField(label=_("Basis or reason"), max_length=200, required=False, help_text=BASIS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("adopt_now") and not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", _("The day from which it binds is missing. Choose it, or do not adopt at once."))
        if cleaned.get("adopt_now") and not cleaned.get("reason"):
            self.add_error("reason", _("The basis of the adoption is missing. Name the decision it rests on, or do not adopt at once."))
        return cleaned
