"""Where in a signature's dictionary our own words stand."""

from __future__ import annotations

ROLE, OPINION, COMMENTS, SEAT, UNIT = (f"/LZ_{name}" for name in ("Role", "Opinion", "Comments", "Seat", "Unit"))
