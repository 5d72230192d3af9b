"""Entrance: the REST interface under /api/v1/. The same calls into the rooms as the pages, the same rights, answers in JSON."""
