"""Jobs of the room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from liangze.core.errors import Refusal
from liangze.organisation.policy import console
from liangze.talks.actions import propose_talk
from liangze.talks.models import TalkProposal
from liangze.talks.queries.found import found
from liangze.talks.rules import rules
from liangze.trust.clock import now, today


@app.periodic(cron="40 6 * * *")
@app.task(name="talks.propose", queue="house", queueing_lock="talks.propose")
def propose_by_rules(timestamp: int) -> int:
    """Each morning, propose the talks that rules ask for by themselves; how many are new. A proposal decided before stays decided."""
    before = TalkProposal.objects.count()
    for new in list(found(today(), rules())):
        try:
            propose_talk(new=new, by=console("talks"), today=today(), now=now())
        except Refusal:  # a seat that ended since it was looked up
            continue
    return TalkProposal.objects.count() - before
