"""What the page of the installation asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from liangze.web.forms import PlainForm


class PlanForm(PlainForm):
    """Which year to plan."""

    year = forms.IntegerField(label=_("Year"), help_text=_("Planning a year again is safe: what is right already stays."))
