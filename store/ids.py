"""Ids: random, because they are links in QR codes and must not be guessed."""

from secrets import token_urlsafe


def new_id() -> str:
    """16 characters of nearly 96 random bits, safe in an address and as a word at the terminal,
    where what begins with a hyphen is an option.
    """
    while (made := token_urlsafe(12)).startswith("-"):
        continue
    return made
