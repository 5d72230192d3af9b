"""Template tags of the house: icons, state chips, clause chips, bars, dates, fields, pager.

They build strings by hand where a page has many of them: a tag in a table is called hundreds of times.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, partial
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Select
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from liangze.core.words import State
from liangze.organisation.words import listed, name_of, with_detail
from liangze.web import dates
from liangze.web.navigation import address_with
from liangze.web.quick_translate import translate
from liangze.web.records import file_address, record_address

register = template.Library()
register.tag("translate", translate)

STATES = tuple(one.value for one in State)
STATE_ICONS = {
    State.FULFILLED: "circle-check",
    State.LATE: "clock-check",
    State.OVERDUE: "alert-triangle",
    State.DUE_SOON: "clock-exclamation",
    State.OPEN: "circle-dashed",
    State.UPCOMING: "calendar",
    State.EXEMPT: "circle-minus",
}


@lru_cache(maxsize=256)
def drawn(name: str, extra: str = "") -> SafeString:
    """The icon as SVG that refers to the sprite. It says nothing to a screen reader: a word stands beside it."""
    classes = f"lz-icon {extra}".strip()
    return mark_safe(  # noqa: S308 - both come from templates, never from a person
        f'<svg class="{escape(classes)}" aria-hidden="true"><use href="{static("vendor/icons.svg")}#{escape(name)}"/></svg>'
    )


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """{% icon "pencil" %}: an icon of Tabler's outline set by its name."""
    return drawn(name, extra)


@register.simple_tag
def record_url(kind: str, number: int) -> str:
    """{% record_url card.type card.id %}: the page of a record, whichever room keeps it."""
    return record_address(kind, number)


@register.simple_tag
def record_file_url(kind: str, number: int, use_id: int) -> str:
    """{% record_file_url card.type card.id file.id %}: a file of a record, whichever room keeps it."""
    return file_address(kind, number, use_id)


@lru_cache(maxsize=64)
def chip(value: str, plain: bool, language: str) -> SafeString:
    """A state as icon, word and colour, always all three."""
    one = State(value)
    classes = f"lz-state{' lz-state--plain' if plain else ''} is-{one.value}"
    return format_html('<span class="{}">{}{}</span>', classes, drawn(STATE_ICONS[one]), name_of(one))


@register.simple_tag
def state(value: str, plain: bool = False) -> SafeString:
    """{% state row.state %} or {% state row.state plain=True %}."""
    return chip(str(value), plain, get_language() or "")


@lru_cache(maxsize=4)
def state_words(language: str) -> dict[str, str]:
    """The words of all states in a language."""
    return {one: name_of(one) for one in State}


@register.filter
def state_name(value: str) -> str:
    """The word of a state."""
    return state_words(get_language() or "")[value]


@register.filter
def state_icon(value: str) -> str:
    """The name of a state's icon."""
    return STATE_ICONS[State(value)]


@register.simple_tag
def clause(value: Any, url: str = "") -> SafeString:
    """{% clause row.clause %}: where it is written. `value` has `cited` (the document) and `label`, perhaps `id`.

    It opens the clause: at `url`, else at the page "clause" of its id where there is one.
    """
    url = url or (address_with("clause", value.id) if getattr(value, "id", None) else "") or ""
    inner = f"{drawn('book-2')}<span>{escape(value.cited)} <b>{escape(value.label)}</b></span>"
    if not url:
        return mark_safe(f'<span class="lz-clause">{inner}</span>')  # noqa: S308 - escaped above
    return mark_safe(f'<a class="lz-clause" href="{escape(url)}">{inner}</a>')  # noqa: S308 - escaped above


@register.simple_tag
def lz_date(value: date | None, style: str = "day") -> str:
    """{% lz_date day %}; styles: day (6月16日), full (2026年6月16日), weekday, month, short (06-16), iso;
    of a moment: iso, moment (2026-06-16 09:12), second, clock (09:12)."""
    return dates.STYLES[style](value)


@register.filter(name="listed")
def as_listed(names: Iterable[object]) -> str:
    """{{ names|listed }}: one after another, as the language separates them."""
    return listed(names)


@register.filter(name="with_detail")
def as_with_detail(name: str, detail: str) -> str:
    """{{ body.title|with_detail:body.role_name }}: a name and what tells it from others."""
    return with_detail(name, detail)


@register.simple_tag
def bar(counts: Any, tall: bool = False) -> SafeString:
    """{% bar row.counts %}: the seven states side by side; `counts` is a mapping or object with a number for each state.

    The numbers are the bar's name for screen readers; on screen they stand beside it.
    """
    read = counts.get if hasattr(counts, "get") else partial(getattr, counts)
    numbers = [(one, read(one, 0)) for one in STATES]
    total = sum([n for _, n in numbers])
    classes = "lz-bar lz-bar--tall" if tall else "lz-bar"
    if not total:
        return SafeString(f'<svg class="{classes}" aria-hidden="true"></svg>')
    names = state_words(get_language() or "")
    said = listed([f"{names[one]} {n}" for one, n in numbers if n])
    least = 0.6  # percent: one overdue among thousands must still be seen
    widths = [(one, max(least, 100 * n / total)) for one, n in numbers if n]
    scale = 100 / sum([w for _, w in widths])
    parts, x = [], 0.0
    for one, share in widths:
        width = share * scale
        parts.append(f'<rect class="is-{one}" x="{x:.2f}%" width="{width:.2f}%" height="100%"/>')
        x += width
    return SafeString(f'<svg class="{classes}" role="img" aria-label="{said}">{"".join(parts)}</svg>')


@register.simple_tag
def field(bound: BoundField, hint: str = "") -> SafeString:
    """{% field form.name hint="…" %}: label, control, hint, and beside it what is wrong with it and what to do."""
    widget = bound.field.widget
    errors = bound.errors
    said = [f"{bound.auto_id}-hint"] if (hint or bound.help_text) else []
    said += [f"{bound.auto_id}-error"] if errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(said)} if said else {}
    if errors:
        attributes["aria-invalid"] = "true"
    if not getattr(widget, "use_fieldset", False) and not isinstance(widget, CheckboxInput):
        attributes["class"] = f"{widget.attrs.get('class', '')} {'form-select' if isinstance(widget, Select) else 'form-control'}".strip()
    return SafeString(
        render_to_string(
            "parts/field.html",
            {
                "bound": bound,
                "control": bound.as_widget(attrs=attributes),
                "hint": hint or bound.help_text,
                "errors": errors,
                "check": isinstance(widget, CheckboxInput),
                "group": getattr(widget, "use_fieldset", False),
            },
        )
    )


@register.inclusion_tag("parts/error-summary.html")
def error_summary(form: BaseForm, note: str = "") -> dict[str, Any]:
    """{% error_summary form %}: on top of a form that was refused, every error as a link to its field."""
    wrong = [(form[name].id_for_label or form[name].auto_id, form.errors[name]) for name in form.fields if name in form.errors]
    found = [(id_, error) for id_, errors in wrong for error in errors]
    whole = form.non_field_errors()
    return {"errors": found, "whole": whole, "count": len(found) + len(whole), "note": note}


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    """{% pager page %}: `page` has number, pages, total, first and last (the numbers of the rows shown)."""
    number, pages = page.number, page.pages
    near = [n for n in range(1, pages + 1) if n in (1, pages) or abs(n - number) <= 2]
    numbers: list[int | None] = []
    for n in near:
        if numbers and numbers[-1] is not None and n - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(n)
    return {"page": page, "numbers": numbers, "request": context["request"]}
