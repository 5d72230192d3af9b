"""Official documents in the layout of GB/T 9704-2012: one Paper as PDF/A, Word and Excel, and many as one zip."""

from __future__ import annotations

from liangze.documents.official.pdf import pdf

__all__ = ["pdf"]
