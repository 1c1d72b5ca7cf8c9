"""Durations as a summary keeps them: a character for each, so that lists of them join as texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

FIRST = ord(" ")
"""The character of no second at all: those before it are signs that a database may refuse."""

SURROGATES = 0xD800
GAP = 0x800
"""Code points from here on are no characters, so many of them."""

LONGEST_S = 0x10FFFF - GAP - FIRST
"""Twelve days: longer than any visit, for the day's end closes those that are open."""

AT_ONCE = 500
"""Texts that are counted together, so that millions of visits need no gigabyte."""


def packed(durations: Iterable[int]) -> str:
    """Whole seconds as text; 2 bytes of UTF-8 for most of them."""
    return "".join(map(_character, durations))


def histogram(texts: Sequence[str], durations: Sequence[int] = ()) -> Counter[int]:
    """How often each duration occurs in packed lists and in a plain one."""
    counts = Counter(durations)
    for point, visits in _points(texts):
        counts[_seconds(point)] += visits
    return counts


def _points(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each character's code and how often it occurs: 20 times as fast as a Counter of them."""
    if not texts:
        return iter(())
    import numpy as np

    total = np.zeros(0, np.int64)
    for first in range(0, len(texts), AT_ONCE):
        codes = "".join(texts[first : first + AT_ONCE]).encode("utf-32-le")
        counted = np.bincount(np.frombuffer(codes, "<u4"), minlength=len(total))
        counted[: len(total)] += total
        total = counted
    points = np.flatnonzero(total)
    return zip(points.tolist(), total[points].tolist(), strict=True)


def _character(seconds: int) -> str:
    point = min(max(seconds, 0), LONGEST_S) + FIRST
    return chr(point if point < SURROGATES else point + GAP)


def _seconds(point: int) -> int:
    return point - FIRST - (GAP if point >= SURROGATES else 0)
