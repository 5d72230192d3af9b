"""Under which types other rooms know what this one records."""

RECORD = "breakdown.breakdown"  # deeds and signatures: a breakdown
PROGRESS = "breakdown.taskprogress"  # attachments: a report of progress
