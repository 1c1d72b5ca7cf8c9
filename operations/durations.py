"""Durations as a summary keeps them: a character for each, so that lists of them join as texts."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from sys import byteorder

FIRST = ord(" ")
"""The character of no second at all: those before it are signs that a database may refuse."""

SURROGATES = 0xD800
GAP = 0x800
"""Code points from here on are no characters, so many of them."""

LONGEST_S = 0x10FFFF - GAP - FIRST
"""Twelve days: longer than any visit, for the day's end closes those that are open."""

UTF_32 = f"utf-32-{byteorder[0]}e"


def packed(durations: Iterable[int]) -> str:
    """Whole seconds as text; 2 bytes of UTF-8 for most of them."""
    return "".join(map(_character, durations))


def histogram(texts: Iterable[str], durations: Sequence[int] = ()) -> Counter[int]:
    """How often each duration occurs in packed lists and in a plain one."""
    points = array("I", "".join(texts).encode(UTF_32))
    counts = Counter(durations)
    for point, count in Counter(points).items():
        counts[_seconds(point)] += count
    return counts


def _character(seconds: int) -> str:
    point = min(max(seconds, 0), LONGEST_S) + FIRST
    return chr(point if point < SURROGATES else point + GAP)


def _seconds(point: int) -> int:
    return point - FIRST - (GAP if point >= SURROGATES else 0)
