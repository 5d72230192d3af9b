"""Page of the system administrator."""
