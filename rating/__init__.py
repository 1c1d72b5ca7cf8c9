"""The tablet at a counter, on which a citizen says how the visit went."""
