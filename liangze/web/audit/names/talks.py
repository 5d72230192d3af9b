"""Actions of the room talks."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "talks.proposal.propose": pgettext_lazy("audit action", "Proposed a talk"),
    "talks.proposal.confirm": pgettext_lazy("audit action", "Confirmed a proposed talk"),
    "talks.proposal.refuse": pgettext_lazy("audit action", "Refused a proposed talk"),
    "talks.proposal.withdraw": pgettext_lazy("audit action", "Withdrew a proposed talk"),
    "talks.talk.plan": pgettext_lazy("audit action", "Planned a talk"),
    "talks.talk.hold": pgettext_lazy("audit action", "Recorded a talk"),
    "talks.talk.finish": pgettext_lazy("audit action", "Finished a talk without anything to follow up"),
    "talks.talk.explain": pgettext_lazy("audit action", "Handed in a written explanation"),
    "talks.talk.return": pgettext_lazy("audit action", "Gave a written explanation back"),
    "talks.talk.sign": pgettext_lazy("audit action", "Endorsed a talk"),
    "talks.talk.follow_up": pgettext_lazy("audit action", "Followed a talk up"),
    "talks.talk.void": pgettext_lazy("audit action", "Voided a talk"),
    "talks.admonition.ask": pgettext_lazy("audit action", "Asked for an admonition"),
    "talks.admonition.approve": pgettext_lazy("audit action", "Approved an admonition"),
    "talks.admonition.refuse": pgettext_lazy("audit action", "Did not approve an admonition"),
    "talks.admonition.hold": pgettext_lazy("audit action", "Held an admonition"),
    "talks.inquiry.send": pgettext_lazy("audit action", "Sent a written inquiry"),
    "talks.inquiry.conclude": pgettext_lazy("audit action", "Concluded a written inquiry"),
    "talks.matter.pass_on": pgettext_lazy("audit action", "Passed a minor matter on"),
    "talks.matter.reply": pgettext_lazy("audit action", "Replied about a minor matter"),
    "talks.access.give": pgettext_lazy("audit action", "Named somebody who may read a talk"),
    "talks.access.end": pgettext_lazy("audit action", "Ended somebody's reading of a talk"),
}
