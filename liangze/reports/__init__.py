"""Reports upward: drafted from the records, submitted, read, questioned, returned, accepted (报告)."""
