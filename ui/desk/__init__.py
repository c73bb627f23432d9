"""The list of the people accompanied: find anyone as you type, open, or add."""
