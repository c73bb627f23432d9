"""The use cases: they speak to ports, never to a library of the outside."""
