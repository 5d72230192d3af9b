"""What the pages of accounts ask for. The actions judge; forms only read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from liangze.organisation.models import GrantRole
from liangze.organisation.policy import Permission
from liangze.web.forms import PlainForm
from liangze.web.unit_picker import UnitField


class PasswordForm(PlainForm):
    """One's own password."""

    old = forms.CharField(label=_("Present password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters, not only digits, not a common word, not the user name."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(label=_("New password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two are not the same. Type the new password twice."))
        return cleaned


class TokenForm(PlainForm):
    """A new token."""

    name = forms.CharField(label=_("What will use it"), max_length=60, help_text=_("For example: monthly report script"))
    days = forms.IntegerField(label=_("Days it lasts"), min_value=1, max_value=366)


class AccountForm(PlainForm):
    """A new account."""

    username = forms.CharField(label=_("User name"), max_length=60, help_text=_("Letters and digits, for signing in."))
    name = forms.CharField(label=_("Name shown"), max_length=60)
    person_number = forms.CharField(
        label=_("Person number"), max_length=40, required=False, help_text=_("Ties the account to the seats of this person.")
    )
    password = forms.CharField(
        label=_("First password"),
        help_text=_("The person must change it at the first sign-in."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class AccountEditForm(PlainForm):
    """A change of an account."""

    name = forms.CharField(label=_("Name shown"), max_length=60)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ResetForm(PlainForm):
    """A new password set by the security administrator."""

    password = forms.CharField(label=_("New password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))


class GrantForm(PlainForm):
    """A new grant."""

    role = forms.ChoiceField(label=_("Role"), choices=GrantRole.choices)
    unit = UnitField(
        permission=Permission.GRANT_GIVE, label=_("Unit"), help_text=_("Name or code. The right reaches from this unit downward.")
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day without it; empty for no end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class EndGrantForm(PlainForm):
    """The end of a grant."""

    until = forms.DateField(label=_("First day without it"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=200)
