"""Benchmarks: run by `make bench`, never by the tests. Figures are ratios within one run; machines are noisy."""
