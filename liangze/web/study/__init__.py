"""Pages of study and education."""
