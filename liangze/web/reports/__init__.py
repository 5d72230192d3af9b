"""Pages of reports: the list, what is owed, the draft, the report with its thread, shared wording, signing, papers."""
