"""Refusals: what a person is told when something cannot be done.

Texts are English msgids with %(name)s places; an entrance translates them. Core never translates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Refusal(Exception):
    """Something was refused, and the person can do something about it.

    what    English msgid: what is wrong.
    remedy  English msgid: what to do now.
    field   the form field or column concerned, or None for the whole.
    clause  the clause or rule that demands the refusal, as printed, or None.
    params  values for the places in both texts.
    """

    status = 400

    def __init__(
        self,
        what: str,
        *,
        remedy: str = "",
        field: str | None = None,
        clause: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        self.what = what
        self.remedy = remedy
        self.field = field
        self.clause = clause
        self.params = dict(params or {})
        super().__init__(what)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.fill(self.what), self.fill(self.remedy))))

    def fill(self, text: str) -> str:
        """`text` with the params put in; a text without places is returned as it is."""
        return text % self.params if self.params else text


class NotAllowed(Refusal):
    """The person may not do this here. `what` says which permission is missing and who can give it."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or the person may not know of it (the two are not told apart)."""

    status = 404


class Conflict(Refusal):
    """Somebody else changed it meanwhile, or it is in a state in which this cannot be done."""

    status = 409


class Refusals(Exception):
    """Several refusals of one input, so that a person can mend all of them at once. Never empty."""

    status = 400

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        if not self.refusals:
            raise ValueError("Refusals without a refusal")
        super().__init__("; ".join(map(str, self.refusals)))
