"""A pack speaks with the words of its own years."""

from __future__ import annotations

from collections.abc import Iterator

from liangze.packs import messages
from liangze.packs.checks.finding import Finding, cited, found
from liangze.packs.values import Pack

#: Terms of the field and the first year in which a regulation could use them.
FIRST_YEAR = {
    "问责条例": 2016,
    "党内监督条例": 2016,
    "监督执纪工作规则": 2017,
    "监委": 2018,
    "监察委": 2018,
    "监察法": 2018,
    "政务处分": 2020,
}


def check_era(pack: Pack) -> Iterator[Finding]:
    begins, _, ends = pack.era.partition("-")
    if ends and ends < begins:
        yield found(messages.ERA_ORDER, "era")
        return
    # A pack of 2014-2016 was written before the rules of mid-2016; its last year counts as gone.
    too_late = [term for term, year in FIRST_YEAR.items() if ends and int(ends) <= year]
    texts = [(("clauses", n, "gist"), c.path, c.gist) for n, c in enumerate(pack.clauses)]
    for name, position, value in cited(pack):
        for word in ("title", "when"):
            if text := getattr(value, word, None):
                texts.append(((name, position, word), value.clause, text))
    for key, clause, text in texts:
        for term in too_late:
            if term in text:
                yield found(messages.ERA_TERM, *key, clause=clause, term=term, era=pack.era)
                break
