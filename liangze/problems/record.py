"""Under which names the room's records are known to attachments, sheets and other rooms."""

PROBLEM = "problems.problem"
STEP = "problems.step"
LISTING = "problems.listing"
