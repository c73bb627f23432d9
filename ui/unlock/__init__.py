"""The door: choose an account, say the passphrase; or make a first vault."""
