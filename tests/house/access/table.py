"""Reading matrix.yaml and areas/*.yaml: rows with their answers, and what the product really offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.access.people import ANONYMOUS, PEOPLE

#: What somebody meets, and the status it has.
ANSWERS = {"in": range(200, 400), "refused": (403,), "hidden": (404,), "sign-in": (302,), "no-token": (401,), "unsaid": (422,)}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Row:
    """One method of one address (with one target): what each of the people meets."""

    url: str
    method: str
    says: str
    with_: dict[str, Any]
    query: dict[str, Any]
    send: dict[str, Any]
    answers: dict[str, str]
    writes: bool

    def __str__(self) -> str:
        return f"{self.url}-{self.method}-{self.says}"


def rows() -> list[Row]:
    """All rows. Raises AssertionError naming the row that is not written as it must be."""
    here = Path(__file__).parent
    table = yaml.safe_load((here / "matrix.yaml").read_text(encoding="utf-8"))
    areas = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((here / "areas").glob("*.yaml"))]
    pages = [entry for each in (table, *areas) for entry in each["pages"]]
    found = [row for entry in pages for row in _rows(entry, table["groups"], "sign-in")]
    return found + [row for entry in table["operations"] for row in _rows(entry, table["groups"], "no-token")]


def _rows(entry: dict[str, Any], groups: dict[str, list[str]], stranger: str) -> Iterator[Row]:
    known = {"url", "says", "with", "query", "send", "writes", *METHODS}
    assert set(entry) <= known, f"{entry['url']}: unknown words {set(entry) - known}"
    methods = [method for method in METHODS if method in entry]
    assert methods, f"{entry['url']}: no method"
    for method in methods:
        yield Row(
            entry["url"], method, entry["says"], entry.get("with", {}), entry.get("query", {}),
            entry.get("send", {}) if method != "GET" else {}, _answers(entry, method, groups, stranger),
            method != "GET" or bool(entry.get("writes")),
        )


def _answers(entry: dict[str, Any], method: str, groups: dict[str, list[str]], stranger: str) -> dict[str, str]:
    cell, answers = entry[method], {ANONYMOUS: stranger}
    said = f"{entry['url']} {method}"
    assert set(cell) <= {*ANSWERS, "else"}, f"{said}: unknown answer in {set(cell)}"
    for answer, who in cell.items():
        if answer == "else":
            continue
        for name in _people(who, groups, said):
            assert answers.get(name) in (None, stranger if name == ANONYMOUS else None), f"{said}: {name} is named twice"
            answers[name] = answer
    for name in PEOPLE:
        assert name in answers or "else" in cell, f"{said}: nothing is said of {name}"
        answers.setdefault(name, cell.get("else", ""))
    return answers


def _people(who: str | list[str], groups: dict[str, list[str]], said: str) -> Iterator[str]:
    for name in who.replace(",", " ").split() if isinstance(who, str) else who:
        if name in groups:
            yield from groups[name]
        elif name == "everybody":
            yield from PEOPLE
        else:
            assert name in PEOPLE or name == ANONYMOUS, f"{said}: nobody is called {name}"
            yield name


def offered() -> dict[str, URLPattern]:
    """Every address of the product by its name, with the namespace."""
    return dict(_named(get_resolver().url_patterns, ""))


def _named(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert pattern.name, f"the address {pattern.pattern} has no name"
            yield f"{space}{pattern.name}", pattern
