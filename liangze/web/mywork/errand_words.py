"""What each errand is called, and the word of its button, room by room."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liangze.hearings.queries import waiting as hearings_waiting
from liangze.reports.queries import errands as reports
from liangze.study.queries import waiting as study_waiting

#: What is to be done, and the word of the button.
ERRANDS: dict[str, tuple[Promise, Promise]] = {
    "problem_plan": (pgettext_lazy("errand", "A problem needs measures"), pgettext_lazy("errand", "Set measures")),
    "problem_again": (pgettext_lazy("errand", "A problem was opened again"), pgettext_lazy("errand", "Set measures")),
    "problem_returned": (pgettext_lazy("errand", "A rectification was returned"), pgettext_lazy("errand", "See why")),
    "problem_due": (pgettext_lazy("errand", "A rectification is due"), pgettext_lazy("errand", "Report it")),
    "problem_agree": (pgettext_lazy("errand", "Measures wait for agreement"), pgettext_lazy("errand", "Read them")),
    "problem_review": (pgettext_lazy("errand", "A rectification waits for review"), pgettext_lazy("errand", "Review it")),
    "problem_extension": (pgettext_lazy("errand", "An extension waits to be decided"), pgettext_lazy("errand", "Decide")),
    "listing_sign": (pgettext_lazy("errand", "A de-listing waits for your signature"), pgettext_lazy("errand", "Read the de-listing")),
    "listing_extension": (pgettext_lazy("errand", "An extension waits to be decided"), pgettext_lazy("errand", "Decide")),
    "listing_due": (pgettext_lazy("errand", "A listed supervision nears its limit"), pgettext_lazy("errand", "Report progress")),
    "talk-proposal": (pgettext_lazy("errand", "A talk is proposed"), pgettext_lazy("errand act", "Decide")),
    "talk-hold": (pgettext_lazy("errand", "A talk is to be held"), pgettext_lazy("errand act", "Record it")),
    "talk-decide": (pgettext_lazy("errand", "An approval is asked of you"), pgettext_lazy("errand act", "Decide")),
    "talk-explain": (pgettext_lazy("errand", "An explanation is asked of you"), pgettext_lazy("errand act", "Write it")),
    "talk-sign": (pgettext_lazy("errand", "An explanation is to be endorsed"), pgettext_lazy("errand act", "Read and sign")),
    "talk-opinion": (pgettext_lazy("errand", "An opinion is to be signed"), pgettext_lazy("errand act", "Read and sign")),
    "talk-reply": (pgettext_lazy("errand", "A reply is due"), pgettext_lazy("errand act", "Reply")),
    "talk-conclude": (pgettext_lazy("errand", "An inquiry is to be concluded"), pgettext_lazy("errand act", "Conclude")),
    "talk-follow-up": (pgettext_lazy("errand", "A talk is to be followed up"), pgettext_lazy("errand act", "Record the result")),
    "meeting-record": (pgettext_lazy("errand", "Meeting to be recorded"), pgettext_lazy("errand", "Record")),
    "meeting-decision": (pgettext_lazy("errand", "Decision to be carried out"), pgettext_lazy("errand", "Answer")),
    study_waiting.PASSED: (
        pgettext_lazy("errand", "Planned session whose day has passed"), pgettext_lazy("errand", "Record it"),
    ),
    study_waiting.MISSED: (pgettext_lazy("errand", "Missed session to be made up"), pgettext_lazy("errand", "Make it up")),
    hearings_waiting.REPORT: (pgettext_lazy("errand", "A report for a hearing is due"), pgettext_lazy("errand act", "Prepare it")),
    hearings_waiting.ANSWER: (pgettext_lazy("errand", "An answer was promised in a hearing"), pgettext_lazy("errand act", "Answer")),
    hearings_waiting.CLOSE: (
        pgettext_lazy("errand", "A ballot is to be closed by a second person"), pgettext_lazy("errand act", "Close it"),
    ),
    reports.FINISH: (_("Finish the report and submit it"), pgettext_lazy("errand", "Go on writing")),
    reports.SIGN: (_("Sign the report"), pgettext_lazy("errand", "Read and sign")),
    reports.READ: (_("Read the report"), pgettext_lazy("errand", "Read")),
    reports.ANSWER: (_("Answer the question on the report"), pgettext_lazy("errand", "Answer")),
    reports.REWRITE: (_("The report was returned: write the next version"), pgettext_lazy("errand", "Open")),
}
