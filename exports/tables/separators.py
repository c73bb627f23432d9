"""What parts the cells of a CSV file, where the file says it itself."""

import re

SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What some exports write above the headings, for Excel alone: `sep=;`."""
