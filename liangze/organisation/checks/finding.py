"""What a check finds, and the shape that every check takes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Charge:
    """A seat of a unit on one day: its role (code word), who holds it ("" when vacant), the areas in its charge (code words)."""

    post_id: int
    role: str
    title: str
    holder: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that should not be so. Shown as a warning: it never stops the register from saying what is.

    what, remedy  English msgids with `params`.  clause  the rule behind it, as people cite it.
    """

    post_id: int
    what: str
    remedy: str
    clause: str
    params: dict[str, object] = field(default_factory=dict)
