"""Scores a reading against an annotation: label path and opening words, and clause, per, times and due of duties."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

DOCUMENTS = Path(__file__).parent / "documents"
HEAD = ("title", "number", "issuer", "issued_on", "effective_on")


def annotations(*, held_out: bool | None = None) -> list[dict[str, Any]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DOCUMENTS.glob("*.json"))]
    return [one for one in found if held_out is None or one["held_out"] is held_out]


def plain(text: Any) -> str:
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", str(text or "")))


def path_key(path: list[str]) -> str:
    return "/".join(map(plain, path))


def duty_key(duty: dict[str, Any]) -> tuple[Any, ...]:
    return path_key(duty["clause"]), duty["per"], duty["times"], json.dumps(duty["due"], sort_keys=True)


def score(wanted: dict[str, Any], read: dict[str, Any], total: Counter[str]) -> None:
    """Adds hits, wanted and found of one document to `total`."""
    starts = {path_key(c["path"]): (plain(c.get("heading")) + plain(c["text"]), plain(c["text"])) for c in read["clauses"]}
    total["clause_wanted"] += len(wanted["clauses"])
    total["clause_found"] += len(read["clauses"])
    for clause in wanted["clauses"]:
        total["clause_hit"] += any(text.startswith(plain(clause["starts"])) for text in starts.get(path_key(clause["path"]), ()))
    pool = list(read["duties"])
    for duty in sorted(wanted["duties"], key=lambda row: bool(row.get("optional"))):
        total["duty_wanted"] += not duty.get("optional")
        same = [row for row in pool if duty_key(row) == duty_key(duty)]
        if not same:
            continue
        best = max(same, key=lambda row: (row["kind"] == duty["kind"]) + (row["role"] == duty["role"]))
        pool.remove(best)
        if duty.get("optional"):
            continue
        total["duty_hit"] += 1
        total["kind"] += best["kind"] == duty["kind"]
        total["role"] += best["role"] == duty["role"]
    total["duty_found"] += total["duty_hit"] - total["duty_hit_before"] + sum(1 for row in pool)
    total["duty_hit_before"] = total["duty_hit"]
    total["head_wanted"] += len(HEAD)
    total["head"] += sum(plain(wanted["document"].get(name)) == plain(read["document"].get(name)) for name in HEAD)


def shares(total: Counter[str]) -> dict[str, float]:
    return {
        "clause recall": total["clause_hit"] / total["clause_wanted"],
        "clause precision": total["clause_hit"] / total["clause_found"],
        "duty recall": total["duty_hit"] / total["duty_wanted"],
        "duty precision": total["duty_hit"] / total["duty_found"],
        "kind": total["kind"] / total["duty_hit"],
        "role": total["role"] / total["duty_hit"],
        "head": total["head"] / total["head_wanted"],
    }


#: What a reading must reach, on documents that were annotated by hand.
TARGET = {
    "clause recall": 0.99,
    "clause precision": 0.99,
    "duty recall": 0.97,
    "duty precision": 0.97,
    "kind": 0.95,
    "role": 0.90,
    "head": 1.0,
}
