"""Signing: one's own keys, the sheet as it is signed, verification by anybody, the authority."""
