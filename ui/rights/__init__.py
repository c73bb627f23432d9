"""The rights of a person on their data."""
