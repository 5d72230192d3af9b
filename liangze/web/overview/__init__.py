"""Pages: the tree at a glance, down to the record and the clause."""
