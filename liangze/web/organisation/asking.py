"""The shape of every page that asks for one verb: a form, one call, back to where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from liangze.core.errors import NotAllowed, NotFound, Refusal, Refusals
from liangze.web.clock import today
from liangze.web.forms import put_refusals


@dataclass(frozen=True, slots=True)
class Ask:
    """What the page says. `trail` are (address, name) from the top; `note` is said above the fields; `grave` asks for care."""

    title: str
    button: str
    back: str
    done: str
    note: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    grave: bool = False


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even when it is nothing at all; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], ask: Ask) -> HttpResponse:
    """The page; on a good form the call, and back, or to the address that `act` gives.

    What the room refuses stands beside its field, with status 422.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = act(form.cleaned_data)
        except (NotFound, NotAllowed):
            raise
        except (Refusal, Refusals) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, ask.done)
            return redirect(done if isinstance(done, str) else ask.back)
    return render(request, "organisation/verb.html", {"form": form, "ask": ask}, status=422 if request.method == "POST" else 200)


YEARS = range(1949, 2100)


def asked_day(request: HttpRequest) -> date:
    """The day that the page is asked for by ?on=2026-03-01; today without it."""
    word = request.GET.get("on", "").strip()
    if not word:
        return today()
    try:
        day = date.fromisoformat(word)
        if day.year not in YEARS:
            raise ValueError(word)
        return day
    except ValueError:
        raise Refusal("“%(cell)s” is not a day.", remedy="Write it as 2026-03-01.", field="on", params={"cell": word[:40]}) from None
