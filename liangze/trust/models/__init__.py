"""Tables of the room. They name accounts by number only: the organisation stands above this floor."""

from liangze.trust.models.attachment import Attachment, AttachmentUse
from liangze.trust.models.audit import AuditBlock, AuditEntry
from liangze.trust.models.endorsement import Endorsement, Sheet
from liangze.trust.models.signing import Authority, Custody, SigningKey, Source, WrongPassphrase

__all__ = [
    "Attachment", "AttachmentUse", "AuditBlock", "AuditEntry", "Authority", "Custody", "Endorsement", "Sheet", "SigningKey", "Source",
    "WrongPassphrase",
]
