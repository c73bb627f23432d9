"""The journal: who did what, when, on whom."""
