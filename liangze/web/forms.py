"""Refusals of a room beside the fields of a form."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext

from liangze.core.errors import Refusal, Refusals


def in_words(refusal: Refusal) -> str:
    """What is wrong and what to do, in the language of the page, as one string."""
    texts = (gettext(text) % refusal.params if refusal.params else gettext(text) for text in (refusal.what, refusal.remedy) if text)
    words = " ".join(texts)
    return f"{words} {refusal.clause}" if refusal.clause else words


def put_refusals(form: Form, refused: Refusals | Refusal) -> None:
    """Put each refusal beside its field; what concerns no field of the form goes above it."""
    for refusal in refused.refusals if isinstance(refused, Refusals) else (refused,):
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, in_words(refusal))


class PlainForm(Form):
    """A form that says by name which field is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = gettext("Fill in “%(field)s”.") % {"field": field.label}
