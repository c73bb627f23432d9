"""The documents beside the passport, on the same layout model."""
