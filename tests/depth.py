"""How much chance is tried: little while one works, more in the gate, most in `make soak`."""

import os

SOAK = "PASSEPORT_SOAK" in os.environ
GATE = os.environ.get("HYPOTHESIS_PROFILE") == "ci"


def chosen(usual: int, gate: int, soak: int | None = None) -> int:
    """Return one of three counts, the gate's for soaking too when no other is given."""
    if SOAK:
        return gate if soak is None else soak
    return gate if GATE else usual
