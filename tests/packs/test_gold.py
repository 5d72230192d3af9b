"""The packs against the labelled documents: every clause, every timed duty, and no copied sentence."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest

from liangze.core.duty import Duty
from liangze.packs import Pack
from liangze.packs.checks.finding import cited
from tests.packs.conftest import FILES, FROM_SEEDS, name_of, pack_named

every_document = pytest.mark.parametrize("key", FROM_SEEDS)

#: No text of a pack may share a longer run of characters with a source (white space and punctuation do not count).
LONGEST_RUN = 12

#: Runs that may be longer, because they are names and not sentences. Each is left out of the comparison.
NAMES: tuple[str, ...] = (
    "党政领导干部选拔任用工作条例",
    "关于实行党政领导干部问责的暂行规定",
    "关于实施党风廉政建设责任追究的办法",
    "县区纪委向市纪委报告工作暂行办法",
)


@every_document
def test_pack_has_every_clause_once_in_reading_order(shared: Path, key: str) -> None:
    gold = gold_of(shared, key)
    assert [clause.path for clause in pack_named(FROM_SEEDS[key]).clauses] == [tuple(c["path"]) for c in gold["clauses"]]


@every_document
def test_pack_has_the_head_and_the_digest_of_its_document(shared: Path, key: str) -> None:
    pack, head = pack_named(FROM_SEEDS[key]), gold_of(shared, key)["document"]
    assert "".join(pack.title.split()) == "".join(head["title"].split())
    assert pack.number == head["number"]
    if head["issued_on"]:
        assert str(pack.issued_on) == head["issued_on"]
    assert pack.source.sha256 == hashlib.sha256(seed_of(shared, key).read_bytes()).hexdigest()


@every_document
def test_pack_has_every_timed_duty(shared: Path, key: str) -> None:
    pack = pack_named(FROM_SEEDS[key])
    missing = [row for row in gold_of(shared, key)["duties"] if not has_duty(pack, row)]
    assert not missing


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_pack_copies_no_sentence(shared: Path, path: Path) -> None:
    runs = shared_runs(shared)
    copied = [(text, run) for text in texts_of(pack_named(name_of(path))) for run in windows(bare(text)) if run in runs]
    assert not copied


def has_duty(pack: Pack, row: dict) -> bool:
    """A duty at the row's clause; or an item of a printed list there that points to the same duty of the body.

    The annex of a regulation repeats duties of its body. Owing them twice would ask every unit for one meeting twice.
    """
    clause = tuple(row["clause"])
    pointed = {name for item in pack.standing if item.list and item.clause == clause for name in item.see}
    return any(
        duty.act.kind == row["kind"] and duty.every == row["per"] and duty.times == row["times"] and same_due(duty, row)
        for duty in pack.duties
        if duty.clause == clause or duty.id in pointed
    )


def same_due(duty: Duty, row: dict) -> bool:
    """A yearly due day, a date, or the window: start of the year within January, end of the year on its last day."""
    if isinstance(row["due"], str):
        return duty.once_due is not None and duty.once_due.isoformat() == row["due"]
    due = duty.due and (duty.due.month, duty.due.day or 31)
    if row["due"]:
        return due == (row["due"]["month"], row["due"]["day"])
    if row.get("window") == "year_start":
        return due == (1, 31)
    return due in (None, (12, 31))


def gold_of(shared: Path, key: str) -> dict:
    return json.loads(next((shared / "gold").glob(f"{key}_*.json")).read_text("utf-8"))


def seed_of(shared: Path, key: str) -> Path:
    return next((shared / "seeds").glob(f"{key}_*.txt"))


def texts_of(pack: Pack) -> list[str]:
    """Everything the pack says in its own words."""
    said = [clause.gist for clause in pack.clauses] + list(pack.notes)
    for _, _, value in cited(pack):
        said += [value.title] if hasattr(value, "title") else [value.when, value.towards]
    return said


def bare(text: str) -> str:
    """Letters and figures only, full and half width alike, names left out (a mark keeps their neighbours apart)."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c)[0] in "LN")
    for name in NAMES:
        plain = plain.replace(name, "·")
    return plain


def windows(text: str) -> set[str]:
    """All runs of one character more than is allowed."""
    width = LONGEST_RUN + 1
    return {text[start : start + width] for start in range(len(text) - width + 1)}


def shared_runs(shared: Path) -> set[str]:
    return set().union(*(windows(bare(seed.read_text("utf-8"))) for seed in (shared / "seeds").glob("*.txt")))
