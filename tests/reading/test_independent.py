"""Documents written and annotated by someone who had not seen the rules, with the disorder that real pages and files have."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from liangze.reading import read_file
from tests.reading.scoring import score, shares

#: Sets written one after the other, each by a reader of the genre who had not seen the rules that read it first.
SETS = [Path(__file__).parent / f"independent{number}" for number in ("", *range(2, 27))]
TARGET = {
    "clause recall": 0.99,
    "clause precision": 0.99,
    "duty recall": 0.95,
    "duty precision": 0.95,
    "kind": 0.95,
    "role": 0.90,
    "head": 1.0,
}


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_independent_documents_are_read(folder: Path) -> None:
    total: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        score(wanted, read_file(folder / wanted["source"]).as_dict(), total)
    reached = shares(total)
    assert {name: reached[name] for name in TARGET if reached[name] < TARGET[name]} == {}


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_annotations_hold_what_the_documents_say(folder: Path) -> None:
    """Evidence is verbatim, every duty stands in a clause, no path stands twice."""
    for path in sorted(folder.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / wanted["source"]).read_text(encoding="utf-8")
        paths = [tuple(clause["path"]) for clause in wanted["clauses"]]
        assert len(paths) == len(set(paths)), path.name
        bare = "".join(text.replace("**", "").split())
        for clause in wanted["clauses"]:
            assert clause["starts"] in bare, (path.name, clause["path"])
        for duty in wanted["duties"]:
            assert tuple(duty["clause"]) in paths, (path.name, duty["clause"])
            assert duty["evidence_text"] in text, (path.name, duty["evidence_text"])
