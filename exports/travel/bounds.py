"""How much an incoming file may hold before it is refused unread (R22)."""

LARGEST_FILE = 50_000_000
"""Bytes of an incoming file, and of any one file inside it once unpacked."""
LARGEST_TOTAL = 100_000_000
"""Bytes of all the files inside a PDF once unpacked."""
MOST_ATTACHMENTS = 200
"""Files inside one PDF."""
MOST_PAGES = 2_000
"""Pages of an incoming PDF: a passport of 500 steps has fewer than a hundred."""
DEEPEST_JSON = 32
"""Levels of nesting of an envelope; ours has a dozen."""
MOST_VALUES = 100_000
"""Values of an envelope, at all its levels; a passport of 500 steps has some ten thousand."""
MOST_MENTIONS = 50_000
"""Annotations and mentions of a file inside a PDF: all its pages may point to the same long list."""
