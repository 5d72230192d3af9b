"""Whole documents: our own, one half of them never looked at while the rules were written; and the shared ones."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from liangze.reading import read_file
from tests.reading.scoring import DOCUMENTS, TARGET, annotations, score, shares


def reached(total: Counter[str]) -> dict[str, tuple[float, float]]:
    """What falls short of the target: name → (reached, wanted)."""
    return {name: (share, TARGET[name]) for name, share in shares(total).items() if share < TARGET[name]}


@pytest.mark.parametrize("held_out", [False, True], ids=["worked on", "held out"])
def test_our_own_documents_are_read(held_out: bool) -> None:
    total: Counter[str] = Counter()
    for wanted in annotations(held_out=held_out):
        score(wanted, read_file(DOCUMENTS / wanted["source"]).as_dict(), total)
    assert reached(total) == {}


@pytest.mark.shared
def test_the_shared_documents_are_read(shared: Path) -> None:
    total: Counter[str] = Counter()
    for path in sorted((shared / "gold").glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        score(wanted, read_file(shared / "seeds" / wanted["source"]).as_dict(), total)
    assert reached(total) == {}


def test_evidence_and_clauses_stand_where_their_spans_say() -> None:
    for wanted in annotations():
        reading = read_file(DOCUMENTS / wanted["source"])
        for draft in reading.duties:
            here = "".join(reading.text[draft.start : draft.end].split())
            evidence = "".join(draft.evidence_text.split())
            assert here.startswith(evidence[:6])
            assert here.endswith(evidence[-6:])
            assert 0 <= draft.start < draft.end <= len(reading.text)
        for clause in reading.clauses:
            here = "".join(reading.text[clause.start : clause.end].split())
            own = "".join(((clause.heading or "") + clause.text).split())
            label = "".join(clause.path[-1].split())  # a heading without a number is its own label
            assert here[:4] in (own[:4], label[:4])


def test_addressees_and_annexes() -> None:
    reading = read_file(DOCUMENTS / "06_group_rules_annexes.txt")
    assert reading.document.addressees == ("集团各部门", "所属各单位党组织")
    assert reading.document.annexes == ("党委主体责任清单", "纪委监督责任清单")
