"""Reading speed: megabytes of text (UTF-8) a second for the whole way from text to clauses and duties, after start.

Processor time, so that other work on the machine does not count. The text is our own
test documents, repeated: they are denser in duties than any real regulation.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from liangze.reading import read_text
from liangze.reading.loaders import load

DOCUMENTS = Path(__file__).resolve().parent.parent / "tests" / "reading" / "documents"
MEGABYTE = 1_000_000
LIMIT = 1.0  # MB/s


def run() -> list[dict[str, object]]:
    texts = [load(path.read_bytes()) for path in sorted(DOCUMENTS.glob("*.txt"))]
    for text in texts:
        read_text(text)  # compiles and imports what a first reading needs
    one_after_another = texts * (2 * MEGABYTE // sum(_size(text) for text in texts) + 1)
    together = "\n".join(one_after_another)
    articles = "".join(f"第{number}条 各级党组织要抓好职责范围内的工作。各部门每季度报告一次。\n" for number in range(1, 50_001))
    return [
        _row("reading many documents", one_after_another),
        _row("reading one document of 2 MB", [together]),
        _row("reading one document of 4 MB", [together + together]),
        _row("reading 50,000 clauses in one document", [articles]),
    ]


def _row(name: str, texts: list[str]) -> dict[str, object]:
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            read_text(text)
        taken = time.process_time() - start
        best = max(best, sum(_size(text) for text in texts) / MEGABYTE / taken)
    return {"name": name, "value": round(best, 2), "unit": "MB/s", "limit": f">= {LIMIT:g}", "raw": LIMIT, "ratio": round(best / LIMIT, 2)}


def _size(text: str) -> int:
    return len(text.encode())


if __name__ == "__main__":
    rows = run()
    for row in rows:
        print(f"{row['name']:<42}{row['value']:>8} {row['unit']}  limit {row['limit']}")
    sys.exit(any(row["ratio"] < 1 for row in rows))
