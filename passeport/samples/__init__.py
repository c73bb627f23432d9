"""Plainly fictional people: to try the application, to measure it, to show the whole journey. Never real ones."""
