"""The passport on paper: a tagged, archivable PDF that carries its own data."""
