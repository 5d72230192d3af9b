"""Deeds and pages, in two installations in turn: a province of 50,000 units and one of 500."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import defaultdict

from benchmarks.table import Ratio

#: Rounds that are not counted: imports, caches and connections settle.
WARM = 20

Measured = dict[str, list[dict[str, float]]]


class Worker:
    """A process at an installation."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "benchmarks.worker", url]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def do(self, what: str) -> dict[str, float]:
        """Have it done once; what the worker measured."""
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, float]:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the worker has stopped; its words are above")
        return json.loads(line)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(30)


def run(large: str, small: str, *, deeds: int = 300, pages: int = 300) -> list[Ratio]:
    """Everything in turn, one at the large, one at the small, and page beside page, so that all meet the same machine."""
    at = {"large": Worker(large), "small": Worker(small)}
    found: dict[str, Measured] = {name: defaultdict(list) for name in at}
    for kinds, rounds in ((("deed",), deeds), (("fold",), 1), (("bare", "overview", "ledger"), pages)):
        for number in range(rounds + (WARM if rounds > 1 else 0)):
            for kind in kinds:
                for name, worker in at.items():
                    answer = worker.do(kind)
                    if number >= WARM:
                        found[name][kind].append(answer)
    for worker in at.values():
        worker.close()
    return rows(found["large"], found["small"])


def rows(large: Measured, small: Measured) -> list[Ratio]:
    """The ratios of what was measured."""
    bare = p95(large["bare"])
    deed, deed_small = median(large["deed"]), median(small["deed"])
    return [
        Ratio("recording a deed at 5 million", deed, deed_small, 1.3, "ms", "the same at 50,000 obligations, medians, in turn"),
        Ratio("the province's dashboard, queries", median(large["overview"], "queries_ms"), 5.0, 1.0, "ms", "5 ms in all"),
        Ratio("… statements", most(large["overview"], "statements"), 10, 1.0, "", "10 on any page"),
        Ratio("… page, p95", p95(large["overview"]), bare, 1.5, "ms", "bare view: one indexed query, 50 rows, same middleware, session"),
        Ratio("… page, median", median(large["overview"]), median(large["bare"]), 1.5, "ms", "the bare view's median"),
        Ratio("… page, p95, by size", p95(large["overview"]), p95(small["overview"]), 1.3, "ms", "its own at 50,000 obligations"),
        Ratio("a unit's ledger, p95", p95(large["ledger"]), bare, 2.0, "ms", "the bare view"),
        Ratio("… median", median(large["ledger"]), median(large["bare"]), 2.0, "ms", "the bare view's median"),
        Ratio("… statements", most(large["ledger"], "statements"), 10, 1.0, "", "10 on any page"),
    ]


def median(answers: list[dict[str, float]], name: str = "ms") -> float:
    return statistics.median(answer[name] for answer in answers)


def p95(answers: list[dict[str, float]]) -> float:
    return statistics.quantiles((answer["ms"] for answer in answers), n=20)[-1]


def most(answers: list[dict[str, float]], name: str) -> float:
    return max(answer[name] for answer in answers)
