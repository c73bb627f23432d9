"""One person: who they are, their parcours along a line, their Europass profile."""
