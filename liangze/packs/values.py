"""A pack as frozen values: what `load_pack` gives back. Field names are the keys of the file.

Annotated marks (`Length`, `Shape`, `LABEL`) are read by the decoder and by the schema document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from liangze.core.duty import Duty
from liangze.core.gate import PermitBy, PermitTo
from liangze.core.words import ActKind, ClauseType, Instrument, Level, Role
from liangze.packs import messages
from liangze.packs.words import Against, Grade, ListPart, MeasureKind, TalkKind


@dataclass(frozen=True, slots=True)
class Length:
    """Least and greatest number of characters of a text."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Regular expression that a text must match whole, and what is said where it does not."""

    pattern: str
    message: messages.Message


#: A label may be written as a bare number; it is taken as it is printed.
LABEL = "label"
#: A key whose file name is a Python keyword.
FROM = {"key": "from"}

Ident = Annotated[str, Length(1, 60), Shape(r"[a-z0-9]+(-[a-z0-9]+)*", messages.IDENT)]
Label = Annotated[str, LABEL, Length(1, 80)]
Path = tuple[Label, ...]
Gist = Annotated[str, Length(6, 80)]
Title = Annotated[str, Length(4, 60)]
Note = Annotated[str, Length(6, 300)]
Name = Annotated[str, Length(1, 120)]
Short = Annotated[str, Length(1, 60)]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an act can be about. `kinds`: the kinds of act that may carry it; empty means any."""

    zh: Short
    en: Short
    kinds: frozenset[ActKind] = frozenset()


@dataclass(frozen=True, slots=True)
class PackClause:
    """One labelled clause, in reading order, told in our own words."""

    path: Path
    type: ClauseType
    gist: Gist


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a printed responsibility list has the item. `number` counts from 1 within part and group."""

    part: ListPart
    group: Role
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a role has to do always; `see` names the timed duties that carry it out."""

    id: Ident
    clause: Path
    role: Role
    title: Title
    list: ListPlace | None = None
    see: tuple[Ident, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """For what somebody is held to account."""

    id: Ident
    clause: Path
    title: Title
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What follows, by grade."""

    id: Ident
    clause: Path
    title: Title
    against: Against
    grade: Grade
    measures: tuple[MeasureKind, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """When a talk or another act must (or may) follow. `talk` is given for talks and only for them."""

    id: Ident
    clause: Path
    when: Title
    act: ActKind
    by: Role
    towards: Title
    must: bool
    talk: TalkKind | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """What a clause lets a unit issue, and to whom. Empty kinds, levels or roles mean all; townships and villages only by name."""

    id: Ident
    clause: Path
    instrument: Instrument
    title: Title
    by: PermitBy
    to: PermitTo


@dataclass(frozen=True, slots=True)
class InForce:
    """First and last day in force. No first day: the document does not say; who adopts it sets the day."""

    since: date | None = field(metadata=FROM)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The document that the pack was made from: SHA-256 of its bytes."""

    sha256: Annotated[str, Shape(r"[0-9a-f]{64}", messages.DIGEST)]


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of one regulation. A published version is immutable."""

    schema: Literal[1]
    regulation: Ident
    version: int
    title: Name
    number: Short | None
    issuer: Name | None
    issued_on: date | None
    era: Annotated[str, Shape(r"\d{4}-(\d{4})?", messages.ERA)]
    level: Level
    in_force: InForce
    checked_on: date
    source: Source
    topics: Mapping[Ident, Topic]
    clauses: tuple[PackClause, ...]
    short: Short | None = None  # how people call it where its number and title are too long
    duties: tuple[Duty, ...] = ()
    standing: tuple[Standing, ...] = ()
    situations: tuple[Situation, ...] = ()
    measures: tuple[Measure, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    permits: tuple[Permit, ...] = ()
    notes: tuple[Note, ...] = ()
