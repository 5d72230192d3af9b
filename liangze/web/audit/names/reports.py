"""Actions of the room reports."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "reports.report.begin": pgettext_lazy("audit action", "Began a report"),
    "reports.report.save": pgettext_lazy("audit action", "Saved a report"),
    "reports.report.refresh": pgettext_lazy("audit action", "Brought the figures of a report up to date"),
    "reports.report.lay_out": pgettext_lazy("audit action", "Laid a report out to be signed"),
    "reports.report.sign": pgettext_lazy("audit action", "Signed or gave back a report"),
    "reports.report.submit": pgettext_lazy("audit action", "Submitted a report"),
    "reports.report.read": pgettext_lazy("audit action", "Read a report"),
    "reports.report.question": pgettext_lazy("audit action", "Asked about a report"),
    "reports.report.answer": pgettext_lazy("audit action", "Answered on a report"),
    "reports.report.return": pgettext_lazy("audit action", "Returned a report"),
    "reports.report.accept": pgettext_lazy("audit action", "Accepted a report"),
    "reports.report.revise": pgettext_lazy("audit action", "Began the next version of a report"),
    "reports.report.withdraw": pgettext_lazy("audit action", "Withdrew a report"),
}
