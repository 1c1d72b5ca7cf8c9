"""Speed, measured against a limit taken in the same run: `make bench`."""
