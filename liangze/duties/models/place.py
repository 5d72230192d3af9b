"""Where each unit stands in the tree, as the counters were last built on it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Place(models.Model):
    """The counted nodes above a unit, itself among them where it is counted.

    Counters follow this table and not the tree itself, so that they agree with each other while a unit is being moved;
    planning brings it up to date and carries the counts over. See liangze.duties.counters.places.

    node_id  the nearest counted node, last of `nodes` (from the root down).
    """

    unit_id = models.BigIntegerField(primary_key=True)
    node_id = models.BigIntegerField()
    nodes = ArrayField(models.BigIntegerField())
