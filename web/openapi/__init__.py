"""The API v1 described: what each route takes, answers and refuses; the rest is read off the app."""
