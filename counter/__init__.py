"""A clerk calls, serves, parks, transfers."""
