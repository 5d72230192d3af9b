"""Tags of the pages of regulations: the controls of a draft's card, its progress bar."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, Select
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from liangze.web.templatetags.lz import drawn

register = template.Library()


@register.simple_tag
def draft_control(bound: BoundField, asked: str = "", **marks: str) -> SafeString:
    """{% draft_control form.every asked=card.asks is="every" %}: the control, with what is wrong below it.

    It is marked where the draft asks for just this. Its label stands in the row's name.
    """
    kind = "form-select" if isinstance(bound.field.widget, Select) else "form-control"
    if asked and asked == marks.get("is"):
        kind += " is-asked"
    attributes: dict[str, Any] = {"class": kind, "aria-label": str(bound.label)}
    if bound.errors:
        attributes |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}-error"}
    return format_html("{}{}", bound.as_widget(attrs=attributes), _wrong(bound))


@register.simple_tag
def draft_many(
    bound: BoundField, chosen: str, *, extra: BoundField | None = None, also: BoundField | None = None, within: BoundField | None = None
) -> SafeString:
    """A field of many as one line that opens: what is chosen, then the choices. `extra`: a text beside them."""
    wrong = bool(bound.errors or (also and also.errors) or (extra and extra.errors) or (within and within.errors))
    context = {"bound": bound, "chosen": chosen, "extra": extra, "also": also, "within": within, "wrong": wrong, "errors": _wrong(bound)}
    return SafeString(render_to_string("regulations/many.html", context))


@register.simple_tag
def draft_bar(progress: Any) -> SafeString:
    """Confirmed, not taken, waiting: side by side, with the numbers as its name."""
    parts = (("fulfilled", progress.taken), ("exempt", progress.refused), ("due_soon", progress.waiting))
    said = pgettext("drafts", "confirmed %(a)s, not taken %(b)s, to confirm %(c)s") % {
        "a": progress.taken,
        "b": progress.refused,
        "c": progress.waiting,
    }
    found, x = [], 0.0
    for name, n in parts:
        if n:
            width = 100 * n / progress.total
            found.append(f'<rect class="is-{name}" x="{x:.2f}%" width="{width:.2f}%" height="100%"/>')
            x += width
    return format_html('<svg class="lz-bar" role="img" aria-label="{}">{}</svg>', said, mark_safe("".join(found)))  # noqa: S308 - numbers only


def _wrong(bound: BoundField) -> SafeString:
    if not bound.errors:
        return SafeString("")
    lines = format_html_join(
        "", '<p class="lz-field__error">{}<span>{}</span></p>', ((drawn("alert-triangle"), error) for error in bound.errors)
    )
    return format_html('<div id="{}-error">{}</div>', bound.auto_id, lines)
