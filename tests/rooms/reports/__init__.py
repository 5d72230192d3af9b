"""Reports upward."""
