"""Ids: random, because they are links in QR codes and must not be guessed."""

from secrets import token_urlsafe


def new_id() -> str:
    """16 characters of 96 random bits, safe in an address."""
    return token_urlsafe(12)
