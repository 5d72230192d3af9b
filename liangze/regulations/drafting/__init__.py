"""From what the reader found to what a pack says: defaults that a person confirms or corrects. No database, no clock."""
