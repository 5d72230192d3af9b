"""Tags of the hearings' pages."""

from __future__ import annotations

from django import template

from liangze.web.navigation import address_with

register = template.Library()


@register.simple_tag
def record_page(name: str, key: int) -> str:
    """{% record_page "problem" each.id as url %}: the page of a thing of another room; "" where there is none."""
    return address_with(name, key) or ""
