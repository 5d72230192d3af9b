"""Democratic appraisal by secret ballot (民主测评): scales, ballots as text, counting.

Three scales are used in the field and are never mixed: an account of one's duties is graded otherwise than a leadership's integrity, and
Party members otherwise again. A result belongs to its scale; there is no sum, no share and no average across scales.

A ballot is one line of text, the same for the same choices whoever casts it: "1=competent 2=- 3=satisfied"; "-" is a blank.
Whoever has the published lines can count again with `count`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from liangze.core.errors import Refusal, Refusals

BLANK, WITHHELD = "-", "*"
MINIMUM = 5  # ballots below which nothing is told, unless the hearing asks for more


class Scale(StrEnum):
    """Which grades a question offers."""

    DUTY = "duty"  # 述职
    SATISFACTION = "satisfaction"  # 班子、廉政
    PARTY = "party"  # 党员评议


#: The grades of each scale, best first.
GRADES: Mapping[Scale, tuple[str, ...]] = {
    Scale.DUTY: ("excellent", "competent", "barely_competent", "incompetent"),
    Scale.SATISFACTION: ("satisfied", "mostly_satisfied", "dissatisfied"),
    Scale.PARTY: ("excellent_member", "qualified", "barely_qualified", "unqualified"),
}
#: The grades that are called favourable; the hearing's threshold asks for their share.
FAVOURABLE: Mapping[Scale, frozenset[str]] = {
    Scale.DUTY: frozenset({"excellent", "competent"}),
    Scale.SATISFACTION: frozenset({"satisfied", "mostly_satisfied"}),
    Scale.PARTY: frozenset({"excellent_member", "qualified"}),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a ballot. key: short and unique in it, without blanks."""

    key: str
    scale: Scale


@dataclass(frozen=True, slots=True)
class Result:
    """What the ballots say to one question. `grades` in the order of the scale.

    withheld  fewer than the minimum answered: no figure is told, not even how many.
    """

    key: str
    scale: Scale
    grades: tuple[tuple[str, int], ...] = ()
    blank: int = 0
    withheld: bool = False

    @property
    def valid(self) -> int:
        """How many chose a grade."""
        return sum(n for _grade, n in self.grades)

    @property
    def favourable(self) -> int:
        """How many chose one of the favourable grades."""
        return sum(n for grade, n in self.grades if grade in FAVOURABLE[self.scale])

    @property
    def share(self) -> float:
        """Favourable ones among those who chose a grade, in percent with one decimal; 0 when nobody did."""
        return percent(self.favourable, self.valid)

    def is_low(self, threshold: int) -> bool:
        """Whether the share falls short of the threshold (percent). What is withheld is neither low nor high."""
        return not self.withheld and self.favourable * 100 < threshold * self.valid


def percent(part: int, whole: int) -> float:
    """Half up, to one decimal, as it is printed."""
    return (part * 2000 + whole) // (2 * whole) / 10 if whole else 0.0


def fill_in(questions: Sequence[Question], answers: Mapping[str, str]) -> str:
    """The ballot as its line. An answer that is missing, or BLANK, is a blank.

    Raises Refusals, one for each question whose answer is no grade of its scale; a ballot counts as a whole or not at all.
    """
    wrong = [
        Refusal(
            "This is no grade of the scale of this question.", remedy="Choose one of the grades offered, or leave it blank.",
            field=f"q{question.key}",
        )
        for question in questions
        if answers.get(question.key, BLANK) not in (BLANK, *GRADES[question.scale])
    ]
    if unknown := set(answers) - {question.key for question in questions}:
        wrong.append(
            Refusal(
                "The ballot has no question “%(key)s”.", remedy="Open the ballot again and fill it in anew.", params={"key": min(unknown)}
            )
        )
    if wrong:
        raise Refusals(wrong)
    return " ".join(f"{question.key}={answers.get(question.key, BLANK)}" for question in questions)


def read(ballot: str) -> dict[str, str]:
    """The answers of a line by the keys of the questions."""
    return dict(part.split("=", 1) for part in ballot.split())


def count(questions: Sequence[Question], ballots: Iterable[str], minimum: int = MINIMUM) -> tuple[Result, ...]:
    """Count the lines, question by question. The order of the lines does not matter.

    A question to which fewer than `minimum` chose a grade is withheld; so is everything when there are fewer ballots.
    Raises ValueError when a line does not answer exactly these questions in their scales.
    """
    lines = [read(ballot) for ballot in ballots]
    keys = {question.key for question in questions}
    if any(set(line) != keys for line in lines):
        raise ValueError("a ballot that does not answer the questions of this appraisal")
    return tuple(_result(question, [line[question.key] for line in lines], minimum) for question in questions)


def published(questions: Sequence[Question], ballots: Sequence[str], minimum: int = MINIMUM) -> tuple[str, ...]:
    """The lines as they may be shown to everybody, sorted: nothing below the minimum, "*" where a question is withheld.

    Counting these gives the same results as counting the ballots themselves.
    """
    if len(ballots) < minimum:
        return ()
    hidden = {result.key for result in count(questions, ballots, minimum) if result.withheld}
    return tuple(sorted(" ".join(_shown(part, hidden) for part in ballot.split()) for ballot in ballots))


def digest(lines: Iterable[str]) -> str:
    """SHA-256 over the sorted lines, each ended by a line feed, in hexadecimal: `sort ballots.txt | sha256sum`."""
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()


def together(results: Sequence[Result]) -> Result:
    """Several questions of one scale as one result: the grades added up, those withheld left out.

    Raises Refusal when the scales differ: what they mean cannot be added. ValueError without a result.
    """
    scales = {result.scale for result in results}
    if len(scales) > 1:
        raise Refusal(
            "Different scales are not added together.", remedy="Look at the results of each scale by itself."
        )
    (scale,) = scales
    told = [result for result in results if not result.withheld]
    sums: Counter[str] = Counter()
    for result in told:
        sums.update(dict(result.grades))
    grades = tuple((grade, sums[grade]) for grade in GRADES[scale])
    return Result("", scale, grades if told else (), sum(result.blank for result in told), withheld=not told)


def _result(question: Question, answers: Sequence[str], minimum: int) -> Result:
    found = Counter(answers)
    grades = tuple((grade, found.pop(grade, 0)) for grade in GRADES[question.scale])
    blank, hidden = found.pop(BLANK, 0), found.pop(WITHHELD, 0)
    if found:
        raise ValueError(f"question {question.key}: {min(found)!r} is no grade of the scale {question.scale}")
    if hidden or sum(n for _grade, n in grades) < minimum:
        return Result(question.key, question.scale, withheld=True)
    return Result(question.key, question.scale, grades, blank)


def _shown(part: str, hidden: set[str]) -> str:
    key, _, _answer = part.partition("=")
    return f"{key}={WITHHELD}" if key in hidden else part
