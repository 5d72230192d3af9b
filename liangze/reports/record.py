"""The type under which deeds, sheets and cards know a report."""

RECORD = "reports.report"
