"""A citizen's own page: the place in line, the call, and the rating."""
