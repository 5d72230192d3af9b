"""What is done with talks: one verb, one function, one transaction."""

from liangze.talks.actions.propose import propose_talk

__all__ = ["propose_talk"]
