"""Pages of meetings and of major matters."""
