"""Labels in reading order → where each stands: nesting, sequences, slips of the pen."""

from __future__ import annotations

from dataclasses import dataclass

from liangze.reading.labels import ARTICLE, CN, HEADING, NTH, NUM, OUTER, PCN, PNUM, Label

#: A printed label may be a slip for its pair: (13) after 12.
_PAIR = {PNUM: NUM, NUM: PNUM, PCN: CN}


@dataclass(slots=True)
class Step:
    kind: str
    number: int
    printed: str


class Tree:
    """Gives each label its path. Outer kinds keep one order; inner kinds nest as they first appear under a parent."""

    def __init__(self) -> None:
        self.stack: list[Step] = []

    def path(self) -> tuple[str, ...]:
        return tuple(step.printed for step in self.stack)

    def restart(self, kind: str, printed: str) -> tuple[str, ...]:
        """A part of its own begins (an annex, a heading without a number)."""
        self.stack = [Step(kind, 0, printed)]
        return self.path()

    def add(self, label: Label, upcoming: list[Label]) -> tuple[str, ...]:
        """The path of `label`; `upcoming` are the next labels, to tell a slip of the pen."""
        label = self._as_demanded(label, upcoming)
        if label.kind in OUTER:
            rank = OUTER[label.kind]
            self.stack = [step for step in self.stack if OUTER.get(step.kind, 9) < rank or step.kind == HEADING]
        else:
            at = self._index(label.kind)
            if at is not None:
                del self.stack[at:]
        self.stack.append(Step(label.kind, label.number, label.printed))
        return self.path()

    def restarts(self, label: Label) -> bool:
        """Whether an outermost sequence begins anew: a second list or annex that has no label of its own."""
        at = self._index(label.kind)
        if label.number != 1 or label.kind not in (CN, NTH, ARTICLE) or at is None or self.stack[at].number < 2:
            return False
        return all(step.kind == HEADING for step in self.stack[:at])

    def _index(self, kind: str) -> int | None:
        for index, step in enumerate(self.stack):
            if step.kind == kind:
                return index
        return None

    def _as_demanded(self, label: Label, upcoming: list[Label]) -> Label:
        at = self._index(label.kind)
        pair = _PAIR.get(label.kind)
        if at is None:
            if pair and label.number > 1:
                other = self._index(pair)
                if other is not None and self.stack[other].number == label.number - 1 and self._pair_fits(label, upcoming):
                    return label.renumbered(pair, label.number)
            return label
        last = self.stack[at].number
        if label.number == last and label.number > 1 and label.kind in (CN, PCN, NUM, PNUM):
            following = next((later for later in upcoming if later.kind == label.kind), None)
            if following is None or following.number != last + 1:
                return label.renumbered(label.kind, last + 1)
        return label

    @staticmethod
    def _pair_fits(label: Label, upcoming: list[Label]) -> bool:
        """A single odd label is a slip; a run of them is a level of its own that happens to begin late."""
        following = upcoming[0] if upcoming else None
        return following is None or following.kind != label.kind or following.number != label.number + 1
