"""What the pages of signing keys ask for. The actions judge; forms only read."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from liangze.trust.endorsements.keys import Protection
from liangze.trust.endorsements.passphrases import LEAST, PIN_LEAST
from liangze.trust.models import Custody
from liangze.web.forms import PlainForm

REASONS = (
    ("", "—"),
    ("lost", _("Somebody else may know the passphrase, or has the key file")),
    ("forgotten", _("The passphrase is forgotten")),
    ("replaced", _("Replaced by another key")),
    ("left", _("The person has left the post")),
    ("other", _("Another reason")),
)
NEW = {"autocomplete": "new-password", "maxlength": "128"}
OLD = {"autocomplete": "off", "maxlength": "128"}


class ProtectionForm(PlainForm):
    """How a key is kept."""

    custody = forms.ChoiceField(label=_("How the key is kept"), widget=forms.RadioSelect, initial=Custody.PASSPHRASE)
    new = forms.CharField(label=_("New passphrase or PIN"), strip=False, widget=forms.PasswordInput(attrs=NEW))
    again = forms.CharField(label=_("The same again"), strip=False, widget=forms.PasswordInput(attrs=NEW))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        words, digits = {"least": LEAST}, {"least": PIN_LEAST}
        ways = [(Custody.PASSPHRASE.value, _("Passphrase, at least %(least)s characters; nobody can use the key without it") % words)]
        if settings.SIGNING_PIN:
            ways.append((Custody.SERVER.value, _("PIN, at least %(least)s digits, together with the server's secret") % digits))
        self.fields["custody"].choices = ways

    def protection(self) -> Protection:
        """What was asked for."""
        fields = self.cleaned_data
        return Protection(fields["custody"], fields["new"], fields["again"])


class MakeForm(ProtectionForm):
    """A key made here."""


class BringForm(ProtectionForm):
    """A key out of a file."""

    file = forms.FileField(label=_("Key file"), help_text=_("PKCS#12, ending in .p12 or .pfx"), allow_empty_file=True)
    password = forms.CharField(
        label=_("Password of the file"), required=False, strip=False, widget=forms.PasswordInput(attrs=OLD)
    )
    field_order = ("file", "password", "custody", "new", "again")


class PassphraseForm(ProtectionForm):
    """Another passphrase."""

    passphrase = forms.CharField(label=_("Present passphrase or PIN"), strip=False, widget=forms.PasswordInput(attrs=OLD))
    field_order = ("passphrase", "custody", "new", "again")


class RevokeForm(PlainForm):
    """The end of a key."""

    reason = forms.ChoiceField(label=_("Why"), choices=REASONS)
    note = forms.CharField(
        label=_("In words"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("stays on record")
    )


class RotateForm(PlainForm):
    """Another root certificate."""

    name = forms.CharField(label=_("Name in the certificate"), max_length=64, help_text=_("as readers of signed documents see it"))
    reason = forms.CharField(label=_("Reason"), max_length=200)
