"""The palette (Ctrl+K): everything one can do, and everybody there is, found by a few letters."""
