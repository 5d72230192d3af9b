"""The one access policy: may this person do this here, and what may they see. See docs/adr on rights by subtree."""

from liangze.organisation.policy.acting import Acting, Held, acting_for, console
from liangze.organisation.policy.doors import Decision, demand, may, visible
from liangze.organisation.policy.permissions import Permission

__all__ = ["Acting", "Decision", "Held", "Permission", "acting_for", "console", "demand", "may", "visible"]
