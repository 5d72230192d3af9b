"""Responsibility letters (责任书): who may be asked to sign, the letter of a holder and year, batches for a level."""
