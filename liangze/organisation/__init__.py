"""Who: units, seats, people, appointments, portfolios, coverage; accounts, grants and the one access policy."""
