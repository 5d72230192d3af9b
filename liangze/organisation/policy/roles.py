"""What each grant role allows, and how far it reaches from the unit of the grant."""

from __future__ import annotations

from enum import Enum

from liangze.organisation.models.grant import GrantRole
from liangze.organisation.policy.permissions import Permission


class Reach(Enum):
    """How far a permission goes from the unit of the grant."""

    SELF = "self"  # the unit and its inner offices
    DOWN = "down"  # the unit and everything below it
    BELOW = "below"  # everything below it, not the unit itself: nobody decides in their own matter
    TOP = "top"  # the whole installation, and only where the grant stands at the top of the tree


READING = {
    Permission.ORGANISATION_READ: Reach.DOWN,
    Permission.REGULATION_READ: Reach.DOWN,
    Permission.LEDGER_READ: Reach.DOWN,
    Permission.OVERVIEW_READ: Reach.DOWN,
    Permission.ENTRY_READ: Reach.DOWN,
    Permission.LIST_READ: Reach.DOWN,
    Permission.TASK_READ: Reach.DOWN,
    Permission.LETTER_READ: Reach.DOWN,
    Permission.MEETING_READ: Reach.DOWN,
    Permission.STUDY_READ: Reach.DOWN,
    Permission.TALK_READ: Reach.DOWN,  # that there was one; what was said is for those with need to know
    Permission.REPORT_READ: Reach.DOWN,
    Permission.HEARING_READ: Reach.DOWN,
    Permission.PROBLEM_READ: Reach.DOWN,
    Permission.LISTING_READ: Reach.DOWN,
}
RECORDING = {
    Permission.ENTRY_RECORD: Reach.SELF,
    Permission.ENTRY_VOID: Reach.SELF,
    Permission.EXEMPTION_ASK: Reach.SELF,
    Permission.TASK_ANSWER: Reach.SELF,
    Permission.MEETING_RECORD: Reach.SELF,
    Permission.STUDY_RECORD: Reach.SELF,
    Permission.REPORT_WRITE: Reach.SELF,
    Permission.PROBLEM_ANSWER: Reach.SELF,
    Permission.PROBLEM_RAISE: Reach.SELF,  # what a unit finds at itself
}
DECIDING = {
    Permission.EXEMPTION_DECIDE: Reach.BELOW,
    Permission.DEED_ACCEPT: Reach.BELOW,
    Permission.TASK_CLOSE_OUT: Reach.BELOW,
    Permission.REVIEW_HOLD: Reach.BELOW,
    Permission.REMINDER_SEND: Reach.BELOW,
    Permission.TALK_HOLD: Reach.DOWN,
    Permission.REPORT_DECIDE: Reach.DOWN,  # a discipline organ and members report to their own committee; never on one's own report
    Permission.HEARING_HOLD: Reach.DOWN,
    Permission.PROBLEM_RAISE: Reach.DOWN,
    Permission.PROBLEM_CLOSE_OUT: Reach.DOWN,
    Permission.LISTING_ISSUE: Reach.BELOW,
}

#: What a discipline organ does beside and below it: checks, accepts, holds reviews; it never closes out its own doing.
WATCHING = {
    Permission.LEDGER_CLOSE_OUT: Reach.DOWN,
    Permission.DEED_ACCEPT: Reach.DOWN,
    Permission.TASK_CLOSE_OUT: Reach.DOWN,
    Permission.REVIEW_HOLD: Reach.DOWN,
    Permission.REPORT_DECIDE: Reach.DOWN,
    Permission.PROBLEM_RAISE: Reach.DOWN,
    Permission.PROBLEM_CLOSE_OUT: Reach.DOWN,
    Permission.LISTING_ISSUE: Reach.DOWN,
}

ALLOWS: dict[str, dict[Permission, Reach]] = {
    GrantRole.OFFICE: READING
    | RECORDING
    | DECIDING
    | {
        Permission.ORGANISATION_EDIT: Reach.DOWN,
        Permission.ORGANISATION_IMPORT: Reach.DOWN,
        Permission.REGULATION_DRAFT: Reach.DOWN,
        Permission.REGULATION_INSTALL: Reach.DOWN,
        Permission.REGULATION_ADOPT: Reach.DOWN,
        Permission.OBLIGATION_PLAN: Reach.TOP,
        Permission.LIST_EDIT: Reach.DOWN,
        Permission.LIST_REVIEW: Reach.DOWN,
        Permission.LIST_PUBLISH: Reach.DOWN,
        Permission.COMMENT_MODERATE: Reach.DOWN,
        Permission.TASK_EDIT: Reach.DOWN,
        Permission.LETTER_ISSUE: Reach.DOWN,
    },
    GrantRole.LIAISON: RECORDING
    | {
        Permission.LIST_READ: Reach.SELF,
        Permission.LIST_EDIT: Reach.SELF,
        Permission.TASK_READ: Reach.SELF,
        Permission.LETTER_READ: Reach.SELF,
        Permission.ORGANISATION_READ: Reach.DOWN,
        Permission.REGULATION_READ: Reach.DOWN,
        Permission.LEDGER_READ: Reach.SELF,
        Permission.OVERVIEW_READ: Reach.SELF,
        Permission.ENTRY_READ: Reach.SELF,
        Permission.MEETING_READ: Reach.SELF,
        Permission.STUDY_READ: Reach.SELF,
        Permission.TALK_READ: Reach.SELF,
        Permission.REPORT_READ: Reach.SELF,
        Permission.HEARING_READ: Reach.SELF,
        Permission.PROBLEM_READ: Reach.SELF,
        Permission.LISTING_READ: Reach.SELF,
    },
    GrantRole.LEADER: READING | RECORDING | DECIDING | {Permission.LIST_REVIEW: Reach.DOWN},
    GrantRole.DISCIPLINE: READING
    | RECORDING
    | WATCHING
    | {
        Permission.LIST_EDIT: Reach.SELF,
        Permission.LIST_REVIEW: Reach.DOWN,
        Permission.REMINDER_SEND: Reach.DOWN,
        Permission.TALK_HOLD: Reach.DOWN,
        Permission.HEARING_HOLD: Reach.DOWN,
    },
    GrantRole.ASSESSOR: READING,
    GrantRole.CASE_OFFICE: {Permission.ORGANISATION_READ: Reach.DOWN, Permission.REGULATION_READ: Reach.DOWN},
    GrantRole.SYSTEM_ADMIN: {
        Permission.SYSTEM_READ: Reach.DOWN,
        Permission.ORGANISATION_READ: Reach.DOWN,
        Permission.ORGANISATION_IMPORT: Reach.DOWN,
        Permission.OBLIGATION_PLAN: Reach.TOP,
    },
    GrantRole.SECURITY_ADMIN: {
        Permission.ORGANISATION_READ: Reach.DOWN,
        Permission.ACCOUNT_READ: Reach.DOWN,
        Permission.ACCOUNT_EDIT: Reach.DOWN,
        Permission.GRANT_GIVE: Reach.DOWN,
        Permission.SIGNATURE_MANAGE: Reach.DOWN,
    },
    GrantRole.AUDIT_ADMIN: {Permission.AUDIT_READ: Reach.DOWN, Permission.ORGANISATION_READ: Reach.DOWN},
}

#: Roles that one account must not hold together with any other: the three administrators are kept apart.
APART = frozenset({GrantRole.SYSTEM_ADMIN, GrantRole.SECURITY_ADMIN, GrantRole.AUDIT_ADMIN})

#: What comes with a stationing: the group watches the unit and closes out; it does not record or ask in the unit's name.
STATIONED: dict[Permission, Reach] = READING | WATCHING
