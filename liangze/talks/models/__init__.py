"""Talks, their details by kind, their steps, what proposes them."""

from liangze.talks.models.proposal import TalkProposal

__all__ = ["TalkProposal"]
