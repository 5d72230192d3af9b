"""`liangze obligations`: the ledger of a unit on the command line, as of a day."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from liangze.cli.main import app
from liangze.core.errors import Refusal
from tests.rooms import factory as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = f.town()
    f.owe(f.duty(f.version(number="C〔2015〕45号"), "专题例会", topics=("special-meeting",)), town.leadership, year=2026)
    return town


def said(*arguments: str) -> str:
    answer = CliRunner().invoke(app, ["obligations", *arguments])
    if answer.exception:
        raise answer.exception
    return answer.stdout


def test_json_says_every_item_with_its_state_on_the_day(town) -> None:
    found = json.loads(said("--unit", "C01B1", "--as-of", "2026-05-01", "--format", "json"))
    assert (found["unit"], found["as_of"]) == ("C01B1", "2026-05-01")
    assert [(each["due"], each["state"]) for each in found["obligations"]] == [
        ("2026-03-31", "overdue"), ("2026-06-30", "open"), ("2026-09-30", "upcoming"), ("2026-12-31", "upcoming"),
    ]


def test_the_table_adds_up(town) -> None:
    assert said("--unit", "C01B1", "--as-of", "2026-05-01").splitlines()[-1].startswith("4 = ")


@pytest.mark.parametrize(
    "arguments", [("--unit", "nowhere"), ("--unit", "C01B1", "--as-of", "yesterday"), ("--unit", "C01B1", "--format", "xml")]
)
def test_wrong_words_are_refused_with_a_remedy(town, arguments) -> None:
    with pytest.raises(Refusal) as refused:
        said(*arguments)
    assert refused.value.remedy
