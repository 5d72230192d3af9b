"""Who writes, as the audit chain sees it."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """Anything that can be named in an audit entry. `account_id` None is the console or the system itself."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str | None: ...
    @property
    def request(self) -> UUID | None: ...
