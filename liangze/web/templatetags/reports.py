"""Tags of the reports' pages: the chip of a stage, an addressee's standing, the address behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liangze.reports.queries.text import FigureSeen
from liangze.reports.words import STAGES, STANDINGS
from liangze.web.templatetags.lz import drawn

register = template.Library()

#: Icon and colour of each stage and standing: never the colour alone.
LOOKS: Mapping[str, tuple[str, str]] = {
    "draft": ("pencil", "is-upcoming"), "submitted": ("hourglass", "is-open"), "waiting": ("hourglass", "is-upcoming"),
    "read": ("eye", "is-open"), "questioned": ("message-question", "is-due_soon"), "answered": ("message", "is-open"),
    "returned": ("arrow-back-up", "is-overdue"), "accepted": ("circle-check", "is-fulfilled"), "withdrawn": ("circle-minus", "is-exempt"),
}


@register.simple_tag
def report_stage(value: str) -> SafeString:
    """{% report_stage row.stage %}: how far a report is."""
    picture, look = LOOKS[str(value)]
    return format_html('<span class="lz-state {}">{}{}</span>', look, drawn(picture), STAGES[value])


@register.simple_tag
def report_standing(value: str) -> SafeString:
    """{% report_standing each.standing %}: how far one addressee is."""
    picture, look = LOOKS[str(value)]
    return format_html('<span class="lz-state {}">{}{}</span>', look, drawn(picture), STANDINGS[value])


@register.filter
def get(found: Mapping[str, object], key: str) -> object:
    """{{ errors|get:section.key }}: the value under a key that is itself a variable."""
    return found.get(key, "")


@register.simple_tag
def figure_url(figure: FigureSeen) -> str:
    """{% figure_url figure %}: the page that opens the records behind it."""
    address = reverse(figure.page, args=figure.args)
    return f"{address}?{urlencode(figure.query)}" if figure.query else address
