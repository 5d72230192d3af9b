"""How I am told: ways out of the application, quiet hours, the hour of the digest, the calendar."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from liangze.core.errors import Refusals
from liangze.reminders.actions import make_calendar, prefer
from liangze.reminders.models import Channel
from liangze.reminders.queries.log import way_words
from liangze.reminders.queries.preference import PreferencePage, preference_of
from liangze.web.clock import now
from liangze.web.forms import PlainForm, put_refusals
from liangze.web.reminders.logged import WAY_ICONS

KINDS = [("", pgettext_lazy("channel", "None")), *[(each.value, each.label) for each in Channel if each != Channel.MAIL]]


class PreferenceForm(PlainForm):
    """All of it at once."""

    mail = forms.CharField(
        label=_("Mail address"), required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    webhook_kind = forms.ChoiceField(label=_("Group robot or webhook"), required=False, choices=KINDS)
    webhook = forms.CharField(
        label=_("Address of the webhook"), required=False, max_length=500, widget=forms.URLInput(attrs={"autocomplete": "off"})
    )
    digest_hour = forms.TypedChoiceField(label=_("Hour of the daily digest"), coerce=int, choices=[(n, f"{n}:00") for n in range(24)])
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Quiet until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    rest_days = forms.BooleanField(label=_("Quiet on rest days and public holidays"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def preference_page(request: HttpRequest) -> HttpResponse:
    """Show it, keep it."""
    found = preference_of(request.acting)
    if request.method != "POST":
        return _page(request, found, PreferenceForm(initial=_initial(found)))
    form = PreferenceForm(request.POST)
    if form.is_valid():
        try:
            prefer(**form.cleaned_data, by=request.acting, now=now())
        except Refusals as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("Kept. From now on you are told like this."))
            return redirect("reminder-preferences")
    return _page(request, found, form, status=422)


@require_POST
def calendar_new(request: HttpRequest) -> HttpResponse:
    """A new address of the calendar; it is on this answer and nowhere else."""
    secret = make_calendar(by=request.acting, now=now())
    found = preference_of(request.acting)
    url = request.build_absolute_uri(reverse("calendar-feed", args=(secret,)))
    return _page(request, found, PreferenceForm(initial=_initial(found)), status=201, calendar_url=url)


def _page(request: HttpRequest, found: PreferencePage, form: PreferenceForm, status: int = 200, **more: Any) -> HttpResponse:
    sent = [(way, way_words(way.state), WAY_ICONS[way.state]) for way in found.sent]
    return render(request, "reminders/preferences.html", {"form": form, "found": found, "sent": sent, **more}, status=status)


def _initial(found: PreferencePage) -> dict[str, Any]:
    kept = found.preference
    hours: dict[str, time] = {"quiet_from": kept.quiet_from, "quiet_until": kept.quiet_until}
    return hours | {"mail": kept.mail, "webhook_kind": kept.webhook_kind, "digest_hour": kept.digest_hour, "rest_days": kept.rest_days}
