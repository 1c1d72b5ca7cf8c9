"""Passwords: made readable, held strong, kept as argon2 hashes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from secrets import choice, randbelow
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from operations.errors import OperationError

SHORTEST = 10
LONGEST = 200
"""A longer text would only cost computing time."""

FEWEST_LETTERS = 4
"""Different characters that a password has at least; "aaaaaaaaaa" is none."""

CONSONANTS = "bcdghklmnprstvx"
VOWELS = "aeiou"

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet, argon2id."""


class WeakPasswordError(OperationError):
    """The password is too short, too plain, or the name itself."""

    code = "weak_password"
    status = 422


@dataclass(frozen=True, slots=True)
class Password:
    """A password fit to be kept. `text` is answered once, and only where it was made here."""

    hash: str
    text: str | None = None


Run = Callable[..., Any]
"""Calls a function with its values and answers its result: here, or in a thread of its own."""


def here(work: Callable[..., Any], *values: Any) -> Any:
    """Call it now; whoever serves others meanwhile hands over another Run."""
    return work(*values)


def make_password() -> str:
    """A readable random password such as "kitu-bano-mire-4821", of 50 bits."""
    syllables = [choice(CONSONANTS) + choice(VOWELS) for _ in range(6)]
    pairs = ["".join(syllables[at : at + 2]) for at in (0, 2, 4)]
    return "-".join([*pairs, f"{randbelow(10_000):04d}"])


def made_password() -> Password:
    """A new random password; hashing takes some 20 ms, so ask for it before the change."""
    text = make_password()
    return Password(HASHER.hash(text), text)


def chosen_password(text: str, *, name: str, run: Run = here) -> Password:
    """The password that somebody chose. Raises WeakPasswordError.

    Hashing takes some 20 ms, so ask for it before the change, and `run` it off the loop.
    """
    is_plain = len(set(text)) < FEWEST_LETTERS or text.casefold() == name.casefold()
    if not SHORTEST <= len(text) <= LONGEST or is_plain or not _can_be_written(text):
        raise WeakPasswordError()
    return Password(run(HASHER.hash, text))


def is_right(password_hash: str | None, text: str) -> bool:
    """Whether the password fits the hash; without a hash it takes as long and is False."""
    if len(text) > LONGEST or not _can_be_written(text):
        return False
    try:
        HASHER.verify(password_hash or _nobodys_hash(), text)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def _can_be_written(text: str) -> bool:
    """JSON may carry half a letter, which no hash can take."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return HASHER.hash(make_password())
