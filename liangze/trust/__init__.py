"""Proof: the audit chain, attachments; later signatures and sealed fields. Knows nothing of what is recorded."""
