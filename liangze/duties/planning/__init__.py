"""Planning in the database: the same as liangze.core.planning says, as sets. See docs/performance.md."""
