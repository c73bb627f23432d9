"""Two dossiers of one person, side by side, made one."""
