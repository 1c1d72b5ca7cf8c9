"""Be Vietnam Pro for paper: its weights, and how a text is broken into balanced lines."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

import fontpkg_be_vietnam_pro
from PIL import ImageFont

Weight = Literal["Regular", "Medium", "SemiBold", "Bold", "ExtraBold"]


@lru_cache(maxsize=64)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """The upright face of this weight, `size` dots to the em."""
    folder = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
    return ImageFont.truetype(str(folder / f"BeVietnamPro-{weight}.ttf"), size)


def width_of(text: str, face: ImageFont.FreeTypeFont) -> int:
    """The advance of one line in dots, rounded up."""
    return int(-(-face.getlength(text, mode="1") // 1))


@lru_cache(maxsize=2048)
def ink_of(text: str, weight: Weight, size: int) -> tuple[int, int, int, int]:
    """The ink of one line around its baseline's start: left, top, right, bottom in dots.

    Remembered, because most lines of a ticket stand on the next one too.
    """
    left, top, right, bottom = font(weight, size).getbbox(text, mode="1", anchor="ls")
    return int(left), int(top), int(right), int(bottom)


def balanced_lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in as few lines as `width` dots allow, all of them about equally long.

    Nothing is ever left out: a word wider than the line is broken inside. No line begins
    with a dash.
    """
    whole = unicodedata.normalize("NFC", text).replace(" –", "\N{NO-BREAK SPACE}–")
    words = _fitting_words(whole.split(" "), face, width)
    widths = [width_of(word, face) for word in words]
    space = width_of("\N{NO-BREAK SPACE}", face)
    fewest = _fill(widths, space, width)
    low, high = max(widths, default=0), width
    while low < high:
        middle = (low + high) // 2
        if len(_fill(widths, space, middle)) > len(fewest):
            low = middle + 1
        else:
            high = middle
    return [" ".join(words[start:end]) for start, end in _fill(widths, space, high)]


def _fitting_words(words: list[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts: list[str] = []
    for word in filter(None, words):
        rest = word
        while width_of(rest, face) > width:
            cut = max(n for n in range(1, len(rest)) if n == 1 or width_of(rest[:n], face) <= width)
            parts.append(rest[:cut])
            rest = rest[cut:]
        parts.append(rest)
    return parts


def _fill(widths: list[int], space: int, width: int) -> list[tuple[int, int]]:
    """Lines filled greedily, each as (first word, word after the last)."""
    lines: list[tuple[int, int]] = []
    start, used = 0, 0
    for index, word in enumerate(widths):
        if index > start and used + space + word > width:
            lines.append((start, index))
            start, used = index, word
        else:
            used += word + (space if index > start else 0)
    if start < len(widths):
        lines.append((start, len(widths)))
    return lines
