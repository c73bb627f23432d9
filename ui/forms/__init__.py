"""Forms made of a declaration: which fields, on which rows, and how each is typed."""
