"""The yearly breakdown: tasks as board, table and timeline; accepting, returning, progress."""
