"""The fence: files from outside are read in a process of their own, which can do nothing else and may die (R22)."""
