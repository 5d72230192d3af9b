"""The given/then examples: those of the product hold, and one that does not hold says why in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from liangze.packs import PackErrors, load_pack
from liangze.packs.examples import check_examples, load_examples, run_examples
from tests.packs.conftest import FILES, name_of, pack_named

HUZHOU = pack_named("huzhou/two-responsibilities-2015/1")

EXAMPLE = """
- name: 一次例会
  given:
    year: 2026
    units:
      - {code: y, kind: region, level: city, seats: [leadership, member-1]}
      - {code: d, kind: department, level: city, parent: y, seats: [leadership, principal]}
    duty: quarterly-special-meeting
    deeds:
      - {by: d/leadership, kind: meeting, topics: [special-meeting], on: 2026-02-03}
  then:
    count: 8
    obligations:
      - {holder: d/leadership, due: 2026-03-31, done: 1, states: {2026-02-03: fulfilled}}
"""


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_examples_of_every_pack_hold(path: Path) -> None:
    assert len(load_examples(path.with_name("examples.yaml"))) >= 5
    assert [str(found) for found in check_examples(load_pack(path), path.with_name("examples.yaml"))] == []


@pytest.mark.parametrize("name", ["huzhou/two-responsibilities-2015/1", "jiangsu/two-responsibilities-plan-2015/1"])
def test_every_timed_duty_has_an_example(name: str) -> None:
    pack = pack_named(name)
    file = next(path for path in FILES if name_of(path) == name).with_name("examples.yaml")
    assert {duty.id for duty in pack.duties} <= {example.given.duty for example in load_examples(file)}


def test_an_example_that_holds_says_nothing() -> None:
    assert run_examples(HUZHOU, EXAMPLE) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("count: 8", "count: 4", "then.count: Example “一次例会”: 8 obligations come out, 4 are expected"),
        ("done: 1", "done: 2", "d/leadership 2026-01-01…2026-03-31: done is 1, 2 is expected"),
        ("2026-02-03: fulfilled", "2026-02-02: fulfilled", "on 2026-02-02 it is open, fulfilled is expected"),
        ("due: 2026-03-31", "due: 2026-03-30", "no such obligation comes out. They are: "),
        ("topics: [special-meeting]", "topics: [annual]", "done is 0, 1 is expected"),
        ("duty: quarterly-special-meeting", "duty: monthly-meeting", "The pack has no timed duty monthly-meeting"),
        ("by: d/leadership", "by: x/leadership", "The example has no seat x/leadership"),
        ("parent: y", "parent: z", "The example has no unit z"),
        ("member-1", "mayor", "mayor is not a seat"),
    ],
)
def test_an_example_that_does_not_hold_says_why(old: str, new: str, words: str) -> None:
    told = run_examples(HUZHOU, EXAMPLE.replace(old, new))
    assert told
    assert words in str(told[0])
    assert told[0].line > 1


def test_an_example_file_is_as_strict_as_a_pack() -> None:
    with pytest.raises(PackErrors, match=r"The key yaer is not known here\. Did you mean year\?"):
        run_examples(HUZHOU, EXAMPLE.replace("year:", "yaer:"))


def test_what_must_be_accepted_counts_only_when_it_was() -> None:
    filed = """
- name: 报告
  given:
    year: 2026
    units: [{code: y, kind: region, level: city, seats: [leadership]}]
    duty: annual-report-committee
    deeds: [{by: y/leadership, kind: report, topics: [main-responsibility, annual], on: 2026-01-20}]
  then: {states: {2026-02-01: overdue}}
"""
    assert run_examples(HUZHOU, filed) == ()
    accepted = filed.replace("on: 2026-01-20", "on: 2026-01-20, accepted: 2026-02-10").replace("overdue", "fulfilled")
    assert run_examples(HUZHOU, accepted) == ()
