"""Passports that leave and passports that come in: the two pages, and what holds their state."""
