"""Entrance: REST. The same actions and queries as the pages."""
