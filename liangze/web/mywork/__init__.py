"""Pages: what is due from me, what waits for me, what came back."""
