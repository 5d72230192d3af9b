"""What the speed claims of docs/performance.md rest on. `make bench` runs them all."""
