"""Talks of six kinds, each with its own procedure; what they emit, and what proposes them (谈话)."""
