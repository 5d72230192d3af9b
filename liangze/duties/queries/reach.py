"""Finding one obligation, as far as the reader's rights reach."""

from __future__ import annotations

from django.db.models import QuerySet

from liangze.core.errors import NotFound
from liangze.duties.models import Obligation
from liangze.organisation.policy import Acting, Permission, visible


def readable(by: Acting) -> QuerySet[Obligation]:
    """The obligations in whose ledger the person may read."""
    return Obligation.objects.filter(visible(by, Permission.LEDGER_READ, "unit__path"))


def reached(by: Acting, obligation_id: int) -> Obligation:
    """The obligation with unit, holder and duty. Raises NotFound when there is none or it may not be known."""
    rows = readable(by).select_related("unit", "holder", "counterpart", "duty__clause", "duty__version__regulation")
    found = rows.filter(pk=obligation_id).first()
    if found is None:
        raise NotFound("There is no such item in a ledger that you may read.", remedy="Open it from the ledger of its unit.")
    return found
