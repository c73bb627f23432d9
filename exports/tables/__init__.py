"""Tables that leave: what every one of them has in common."""
