"""Data only: vocabularies, fonts, icons, translations, notices, sample names."""
