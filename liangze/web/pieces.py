"""Small pieces of HTML that pages have many of, put together once: a tag in a table is called hundreds of times."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString


def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select."""
    return _options(tuple(choices), chosen)


@lru_cache(maxsize=1024)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return SafeString("".join([
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(name)}</option>' for value, name in choices
    ]))  # fmt: skip


class Query:
    """The question of an address, to be asked again with one word changed. Like {% querystring %}, read only once."""

    def __init__(self, asked: QueryDict) -> None:
        self.words = [(name, value) for name, values in asked.lists() for value in values]

    def with_(self, **words: str | None) -> str:
        """"?a=1&b=2" with these words instead of the present ones, escaped for an attribute; None leaves a word out."""
        kept = [(name, value) for name, value in self.words if name not in words]
        said = urlencode(kept + [(name, value) for name, value in words.items() if value is not None])
        return "?" + said.replace("&", "&amp;")
