"""Pages of problems, their rectification, and listed supervision."""
