"""{% translate "…" %} of a plain text, looked up once per language: pages have dozens of them, and Django's node is slow."""

from __future__ import annotations

from typing import Any

from django.template import Node
from django.template.base import Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language, gettext, pgettext


class QuickTranslate(Node):
    """A text known when the template is compiled. Like Django's, it trusts message files and escapes nothing."""

    def __init__(self, text: str, context: str | None) -> None:
        self.text, self.context = text.replace("%", "%%"), context  # as message files write it
        self.said: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        language = get_language()
        if language not in self.said:
            text = pgettext(self.context, self.text) if self.context else gettext(self.text)
            self.said[language] = text.replace("%%", "%")
        return self.said[language]


def translate(parser: Parser, token: Token) -> Node:
    """Django's own tag where it names a variable, filters, or keeps the text for later; the quick one otherwise."""
    node: TranslateNode = do_translate(parser, token)
    variable = node.filter_expression.var
    text = getattr(variable, "literal", None)
    context = node.message_context.var if node.message_context is not None else None
    plain = isinstance(text, str) and not node.filter_expression.filters and not node.asvar and not node.noop
    if not plain or not (context is None or isinstance(context, str)):
        return node
    return QuickTranslate(text, context)
