"""Words on the command line, in the language of LIANGZE_LANGUAGE (zh by default, or en)."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"


def english() -> bool:
    """Whether LIANGZE_LANGUAGE asks for English."""
    return os.environ.get("LIANGZE_LANGUAGE", "zh").startswith("en")


@cache
def _catalogue() -> gettext.NullTranslations:
    if english():
        return gettext.NullTranslations()
    return gettext.translation("django", LOCALE, ["zh_Hans"], fallback=True)


def translated(text: str, params: Mapping[str, Any] | None = None, *, context: str = "") -> str:
    """The msgid in the language of the command line, its places filled. Needs no framework."""
    words = _catalogue().pgettext(context, text) if context else _catalogue().gettext(text) if text else ""
    return words % params if params else words
