"""A list of people that comes in from a spreadsheet: its columns, its lines, what is refused and why."""
