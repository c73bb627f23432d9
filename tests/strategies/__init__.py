"""Hypothesis strategies: random values of the domain."""
