"""Workshops: one screen for everybody who comes."""
