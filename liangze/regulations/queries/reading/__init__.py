"""The reading page: text with marks, tree with counts, drafts with what they say. Values ready to show."""

from liangze.regulations.queries.reading.page import DocumentPage, document_page, one_draft

__all__ = ["DocumentPage", "document_page", "one_draft"]
