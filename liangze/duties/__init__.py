"""The engine in the database: obligations planned, deeds matched, counters, exemptions, close-out."""
