"""The counter: a clerk calls, serves, sets aside, transfers."""
