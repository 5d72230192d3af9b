"""Who I am here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from liangze.api.shapes import REFUSALS
from liangze.trust.clock import today

router = Router(tags=["me"])


class Held(Schema):
    """A right: the role, the unit it reaches from, and whether it was granted or comes with a stationed group."""

    role: str
    role_name: str
    unit_id: int
    unit_name: str
    origin: str


class Me(Schema):
    """The account that asks, with its rights and the seats it holds today."""

    account_id: int
    name: str
    today: date
    grants: list[Held]
    posts: list[int]


@router.get("/me", response={200: Me, **REFUSALS}, operation_id="me", url_name="me")
def me(request: HttpRequest) -> dict[str, Any]:
    """The account that asks."""
    by = request.acting
    return {"account_id": by.account_id, "name": by.name, "today": today(), "grants": by.grants, "posts": sorted(by.posts)}
