"""What is told once, above the pages: the first steps in a new vault, and what a new version brings."""
