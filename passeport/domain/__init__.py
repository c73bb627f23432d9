"""The words and rules of orientation: frozen models and pure functions, no I/O, no clock, no randomness."""
