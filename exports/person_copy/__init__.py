"""Everything that is kept of a person, in one archive, for them (R08)."""
