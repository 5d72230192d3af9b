"""Liangze (两责): the two responsibilities for clean government as a running system."""
