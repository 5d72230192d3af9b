"""One county for the tests of the room."""

from __future__ import annotations

import pytest

from tests.rooms.talks.given import DAY, Talkers, talkers


@pytest.fixture
def t(db: None, settings, tmp_path, monkeypatch) -> Talkers:
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setenv("LIANGZE_TODAY", DAY.isoformat())
    return talkers()
