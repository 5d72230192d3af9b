"""The year-end review and the burden report."""
