"""Reports upward (报告): drafted from the records, handed in, read, questioned, returned or accepted."""
