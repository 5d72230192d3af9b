"""Wiring: settings, URLs, the WSGI application, the embedded database. No logic of the field."""
