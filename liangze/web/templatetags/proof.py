"""Filters that show values of the audit chain."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.translation import pgettext

register = template.Library()


@register.filter(name="json")
def as_json(value: Any) -> str:
    """A plain value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


@register.filter(name="hex")
def as_hex(value: bytes | memoryview) -> str:
    """Bytes as hexadecimal digits."""
    return bytes(value).hex()


@register.filter
def action_name(code: str) -> str:
    """What was done, in the words of the reader; nothing where the code is all there is."""
    words = pgettext("audit action", code)
    return "" if words == code else words
