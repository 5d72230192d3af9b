"""What there is to remind of: one file for each kind of thing, listed here.

A source answers three questions about its own things, each in a number of statements that does not depend on how many there
are: which fall due on these days, which of these are open still, which are open in these units.
"""

from liangze.reminders.sources.letters import Letters
from liangze.reminders.sources.lists import Lists
from liangze.reminders.sources.obligations import Obligations
from liangze.reminders.sources.owed import Owed, Source
from liangze.reminders.sources.tasks import Tasks

SOURCES: tuple[Source, ...] = (Obligations(), Tasks(), Letters(), Lists())
BY_KEY: dict[str, Source] = {source.key: source for source in SOURCES}

__all__ = ["BY_KEY", "SOURCES", "Owed", "Source"]
