"""Tables of the room. They name accounts by number only: the organisation stands above this floor."""

from liangze.trust.models.attachment import Attachment, AttachmentUse
from liangze.trust.models.audit import AuditBlock, AuditEntry

__all__ = ["Attachment", "AttachmentUse", "AuditBlock", "AuditEntry"]
