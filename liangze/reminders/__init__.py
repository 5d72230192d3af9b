"""Reminders (催办): before, on and after the day, to the holder and then to the level above; each logged, none sent twice."""
