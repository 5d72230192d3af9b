"""Official documents in the layout of GB/T 9704-2012: one Paper as PDF/A, Word and Excel, and many as one zip."""

from __future__ import annotations

from liangze.documents.official.bundle import bundle
from liangze.documents.official.docx import docx
from liangze.documents.official.pdf import pdf
from liangze.documents.official.xlsx import xlsx

__all__ = ["bundle", "docx", "pdf", "xlsx"]
