"""Signatures on PDF: the installation's own authority, keys, signing, verifying. Values in, values out; no clock, no table.

Standards: PAdES B-B (ETSI EN 319 142-1), X.509 certificates and revocation lists (RFC 5280), PKCS#8 and PKCS#12 for keys.
"""
