"""Entrance: pages. One call into a room for each request."""
