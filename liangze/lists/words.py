"""Names for people that only lists use: English msgids, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liangze.core.words import ActKind

#: What usually shows that an act of the kind was done: a proposal for the column "proof" of a new draft.
PROOF: Mapping[ActKind, Promise] = {
    ActKind.MEETING: pgettext_lazy("proof", "Minutes of the meeting"),
    ActKind.STUDY: pgettext_lazy("proof", "Record of the study session"),
    ActKind.LECTURE: pgettext_lazy("proof", "Text of the lecture and attendance"),
    ActKind.TALK: pgettext_lazy("proof", "Record of the talk"),
    ActKind.REPORT: pgettext_lazy("proof", "The report and its receipt"),
    ActKind.HEARING: pgettext_lazy("proof", "Record and result of the hearing"),
    ActKind.REVIEW: pgettext_lazy("proof", "Result of the review"),
    ActKind.INSPECTION: pgettext_lazy("proof", "Report on the inspection"),
    ActKind.ASSESSMENT: pgettext_lazy("proof", "Result of the assessment"),
    ActKind.NOTICE: pgettext_lazy("proof", "The notice"),
    ActKind.PLAN: pgettext_lazy("proof", "The document issued"),
    ActKind.TRAINING: pgettext_lazy("proof", "Programme and attendance"),
    ActKind.OTHER: pgettext_lazy("proof", "Written account"),
}

#: What a saving changed, by the words of the record.
CHANGES: Mapping[str, Promise] = {
    "title": pgettext_lazy("list change", "Words"),
    "measures": pgettext_lazy("list change", "Measures"),
    "proof": pgettext_lazy("list change", "Proof"),
    "basis": pgettext_lazy("list change", "Basis"),
    "left_out": pgettext_lazy("list change", "Left out"),
    "put_back": pgettext_lazy("list change", "Put back"),
    "order": pgettext_lazy("list change", "Order"),
    "added": pgettext_lazy("list change", "Added"),
}

#: Opinions of reviewers and signers.
OPINIONS: Mapping[str, Promise] = {
    "agree": pgettext_lazy("opinion", "Agrees"),
    "agree_with_comments": pgettext_lazy("opinion", "Agrees, with comments"),
    "return": pgettext_lazy("opinion", "Returns it"),
}

#: What was done when a version came to a stage.
STEPS: Mapping[str, Promise] = {
    "draft": pgettext_lazy("list step", "Drafted"),
    "submitted": pgettext_lazy("list step", "Submitted"),
    "returned": pgettext_lazy("list step", "Returned"),
    "reviewed": pgettext_lazy("list step", "Reviewed"),
    "signed": pgettext_lazy("list step", "Signed"),
}
