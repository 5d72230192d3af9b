"""What changed in the organisation, so that planning looks only at units that changed."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One change that can alter who owes what: a unit, seat, portfolio or relation of `unit_id`.

    unit_id  None means everything may have changed (an import). Written by every action of this room.
    """

    unit_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=60)
