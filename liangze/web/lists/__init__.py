"""Responsibility lists: drafting, review, signing, publication, comments, coverage, copied lists."""
