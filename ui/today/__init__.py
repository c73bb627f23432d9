"""The first page after the door: the day in one look, and the search under the fingers."""
