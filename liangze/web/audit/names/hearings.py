"""Actions of the room hearings."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {
    "hearings.hearing.plan": _("Hearing planned"),
    "hearings.hearing.change": _("Plan of a hearing changed"),
    "hearings.hearing.hold": _("Hearing recorded as held"),
    "hearings.hearing.void": _("Hearing voided"),
    "hearings.theme.set": _("Theme of a hearing set"),
    "hearings.theme.withdraw": _("Theme of a hearing taken back"),
    "hearings.report.file": _("Report in a hearing entered"),
    "hearings.question.ask": _("Question in a hearing entered"),
    "hearings.question.answer": _("Answer in a hearing entered"),
    "hearings.comment.add": _("Comment in a hearing entered"),
    "hearings.ballot.prepare": _("Secret ballot prepared"),
    "hearings.ballot.make_slips": _("Slips of a ballot made"),
    "hearings.ballot.open": _("Secret ballot opened"),
    "hearings.ballot.ask_closing": _("Closing of a ballot asked for"),
    "hearings.ballot.close": _("Secret ballot closed"),
}
