"""The accounts of the vault, the recovery key, the keys, when the vault locks, and its backups."""
