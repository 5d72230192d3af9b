"""What must hold for a plan, for what was held, and for a major matter. All that is wrong is told at once, each with its field."""
