"""The yearly breakdown (责任分解): tasks with names and dates under list items, accepted, followed, rolled over."""
