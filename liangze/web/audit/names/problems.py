"""Actions of the room problems."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "problems.problem.raised": pgettext_lazy("audit", "Problem raised"),
    "problems.problem.planned": pgettext_lazy("audit", "Problem: measures proposed"),
    "problems.problem.agreed": pgettext_lazy("audit", "Problem: measures agreed"),
    "problems.problem.plan_returned": pgettext_lazy("audit", "Problem: measures returned"),
    "problems.problem.worked": pgettext_lazy("audit", "Problem: work recorded"),
    "problems.problem.reported": pgettext_lazy("audit", "Problem reported done"),
    "problems.problem.returned": pgettext_lazy("audit", "Problem reviewed and returned"),
    "problems.problem.closed": pgettext_lazy("audit", "Problem reviewed and closed out"),
    "problems.problem.reopened": pgettext_lazy("audit", "Problem opened again"),
    "problems.problem.withdrawn": pgettext_lazy("audit", "Problem withdrawn"),
    "problems.problem.assigned": pgettext_lazy("audit", "Problem: responsible seat named"),
    "problems.problem.extension_asked": pgettext_lazy("audit", "Problem: extension asked for"),
    "problems.problem.extended": pgettext_lazy("audit", "Problem: extension granted"),
    "problems.problem.extension_refused": pgettext_lazy("audit", "Problem: extension refused"),
    "problems.problem.repeated": pgettext_lazy("audit", "Problem found again"),
    "problems.problem.kept_up": pgettext_lazy("audit", "Problem looked at again: kept up"),
    "problems.problem.false_found": pgettext_lazy("audit", "Problem: false rectification found"),
    "problems.look_back.draw": pgettext_lazy("audit", "Look-back drawn"),
    "problems.listing.issued": pgettext_lazy("audit", "Listed supervision issued"),
    "problems.listing.progress": pgettext_lazy("audit", "Listed supervision: progress reported"),
    "problems.listing.extension_asked": pgettext_lazy("audit", "Listed supervision: extension asked for"),
    "problems.listing.extended": pgettext_lazy("audit", "Listed supervision: extension granted"),
    "problems.listing.extension_refused": pgettext_lazy("audit", "Listed supervision: extension refused"),
    "problems.listing.proposed": pgettext_lazy("audit", "De-listing proposed"),
    "problems.listing.returned": pgettext_lazy("audit", "De-listing returned by its signer"),
    "problems.listing.delisted": pgettext_lazy("audit", "De-listed"),
    "problems.listing.sign": pgettext_lazy("audit", "De-listing signed"),
}
