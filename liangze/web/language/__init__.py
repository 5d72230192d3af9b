"""Pages: choosing the language."""
