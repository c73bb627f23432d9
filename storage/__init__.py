"""The vault: accounts, keys and dossiers, encrypted at rest (SQLAlchemy over SQLCipher)."""
