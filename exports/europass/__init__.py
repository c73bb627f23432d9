"""Europass XML: the Candidate generation (since 2020) and SkillsPassport (2012–2020)."""
