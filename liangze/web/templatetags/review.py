"""Tags of the year-end review's pages: the chip of a decision, of a stage."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liangze.review.words import verdict_name
from liangze.web.review.words import LOOKS, stages
from liangze.web.templatetags.lz import drawn

register = template.Library()

STAGES = {
    "none": ("circle-dashed", "is-upcoming"), "open": ("hourglass", "is-due_soon"), "concluded": ("pencil", "is-open"),
    "signed": ("writing-sign", "is-fulfilled"), "reopened": ("history", "is-exempt"),
}


@register.simple_tag
def review_verdict(value: str) -> SafeString:
    """{% review_verdict taken.verdict %}: icon, word and colour."""
    picture, look = LOOKS[value]
    return format_html('<span class="lz-state {}">{}{}</span>', look, drawn(picture), verdict_name(value))


@register.simple_tag
def review_stage(value: str, name: str = "") -> SafeString:
    """{% review_stage page.stage %}: how far a review is."""
    picture, look = STAGES[value]
    return format_html('<span class="lz-state {}">{}{}</span>', look, drawn(picture), name or dict(stages())[value])


@register.filter
def same(value: object, other: object) -> bool:
    """Whether the two are equal: {{ posted.item|same:item.key }}."""
    return value == other
