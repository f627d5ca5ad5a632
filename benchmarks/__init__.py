"""Benchmarks against peers: `make bench` prints the tables. README.md says how to read them."""
