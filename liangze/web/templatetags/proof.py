"""Filters that show values of the audit chain."""

from __future__ import annotations

import json
from typing import Any

from django import template

from liangze.web.audit.action_names import action_name

register = template.Library()


@register.filter(name="json")
def as_json(value: Any) -> str:
    """A plain value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


@register.filter(name="hex")
def as_hex(value: bytes | memoryview) -> str:
    """Bytes as hexadecimal digits."""
    return bytes(value).hex()


register.filter("action_name", action_name)
