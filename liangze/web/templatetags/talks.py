"""Tags of the talks' pages."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liangze.web.talks.looks import LOOKS
from liangze.web.templatetags.lz import drawn

register = template.Library()


@register.simple_tag
def talk_stage(value: str, name: str) -> SafeString:
    """{% talk_stage row.stage row.stage_name %}: how far a talk has come, as icon, word and colour."""
    picture, look = LOOKS[value]
    return format_html('<span class="lz-state lz-state--plain {}">{}{}</span>', look, drawn(picture), name)
