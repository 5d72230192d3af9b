"""Pages of accountability hearings, and of the ballot."""
