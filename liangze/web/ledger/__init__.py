"""The ledger of a unit, and one obligation with everything that explains it."""
