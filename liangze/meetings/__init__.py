"""Meetings and collective decisions on major matters (会议, 三重一大)."""
