"""The accounts of the vault, the recovery key, the keys, and when the vault locks."""
