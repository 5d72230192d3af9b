"""What is done with talks: one verb, one function, one transaction."""

from liangze.talks.actions.access import end_access, give_access
from liangze.talks.actions.admonish import ask_admonition, decide_admonition, hold_admonition
from liangze.talks.actions.decide import confirm_proposal, refuse_proposal
from liangze.talks.actions.explain import explain
from liangze.talks.actions.follow_up import follow_up
from liangze.talks.actions.hold import hold_talk
from liangze.talks.actions.inquire import conclude_inquiry, send_inquiry
from liangze.talks.actions.matter import pass_on_matter, reply_matter
from liangze.talks.actions.propose import propose_talk
from liangze.talks.actions.sign import sign_talk
from liangze.talks.actions.void import void_talk
from liangze.talks.actions.withdraw import withdraw_proposals

__all__ = [
    "ask_admonition", "conclude_inquiry", "confirm_proposal", "decide_admonition", "end_access", "explain", "follow_up", "give_access",
    "hold_admonition", "hold_talk", "pass_on_matter", "propose_talk", "refuse_proposal", "reply_matter", "send_inquiry", "sign_talk",
    "void_talk", "withdraw_proposals",
]
