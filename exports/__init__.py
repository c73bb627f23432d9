"""Files that travel: domain objects to bytes, and bytes to domain objects with a reading report."""
