"""Pages of regulations: the list, a version with its clause map, documents being read, adopting and rehearsing."""
