"""What the words of letters are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.letter import LetterOrder, LetterParty, LetterStage

NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    LetterStage: {
        LetterStage.DRAFTED: pgettext_lazy("letter stage", "Drafted"),
        LetterStage.ISSUED: pgettext_lazy("letter stage", "To be signed"),
        LetterStage.FIRST: pgettext_lazy("letter stage", "One side has signed"),
        LetterStage.SIGNED: pgettext_lazy("letter stage", "Signed"),
        LetterStage.RETURNED: pgettext_lazy("letter stage", "Returned"),
        LetterStage.WITHDRAWN: pgettext_lazy("letter stage", "Withdrawn"),
    },
    LetterParty: {
        LetterParty.HOLDER: pgettext_lazy("letter", "Holder"),
        LetterParty.ISSUER: pgettext_lazy("letter", "Issuer"),
    },
    LetterOrder: {
        LetterOrder.HOLDER_FIRST: pgettext_lazy("letter order", "The holder signs first, then the issuer"),
        LetterOrder.ISSUER_FIRST: pgettext_lazy("letter order", "The issuer signs first, then the holder"),
    },
}


def name_of(word: StrEnum) -> str:
    """The name of a word in the language in force."""
    return str(NAMES[type(word)][word])


def names_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, name) of a vocabulary, for a form."""
    return [(word.value, str(name)) for word, name in NAMES[words].items()]
