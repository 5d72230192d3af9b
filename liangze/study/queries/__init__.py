"""Reading sessions, plans, sites, and whom education has reached."""
