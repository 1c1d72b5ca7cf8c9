"""The colours keep their promises: every pair named in tokens.css is as legible as it says."""

import re
from collections import Counter
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent / "web" / "static"
TOKENS = (WEB / "tokens.css").read_text(encoding="utf-8")
PAIR = re.compile(r"^\s*(?:/\*)?\s*(dark )?pair: (--[\w-]+) on (--[\w-]+) ([\d.]+)", re.M)
COLOUR = re.compile(r"(--[\w-]+): (#[0-9a-f]{6});")
MIX = re.compile(r"(--[\w-]+): color-mix\(in srgb, var\((--\w+)\) (\d+)%, (black|white)\);")
Rgb = tuple[float, float, float]


def rgb(hexed: str) -> Rgb:
    """Red, green and blue from 0 to 255."""
    red, green, blue = bytes.fromhex(hexed.removeprefix("#"))
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""
    parts = [value / 255 for value in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, ground: str) -> float:
    """How far two colours stand apart, 1 to 21."""
    low, high = sorted((luminance(rgb(front)), luminance(rgb(ground))))
    return (high + 0.05) / (low + 0.05)


def colours(css: str, *, dark: bool) -> dict[str, str]:
    """What each colour token is, on light ground or in the dark set."""
    light_part, dark_part = css.split("\n.dark {")
    found = dict(COLOUR.findall(light_part))
    return found | dict(COLOUR.findall(dark_part)) if dark else found


def weak_pairs(css: str) -> list[str]:
    """The promised pairs that do not hold, as sentences."""
    told = []
    for dark, front, ground, least in PAIR.findall(css):
        values = colours(css, dark=bool(dark))
        reached = contrast(values[front], values[ground])
        if reached < float(least):
            told.append(f"{dark}{front} on {ground}: {reached:.2f} is under {least}")
    return told


def test_every_pair_of_text_and_ground_is_legible() -> None:
    assert len(PAIR.findall(TOKENS)) > 40

    assert weak_pairs(TOKENS) == []


def test_a_paler_text_is_noticed() -> None:
    paler = TOKENS.replace("--ink-faint: #66656d", "--ink-faint: #8c8b93")

    assert any("--ink-faint on --paper" in line for line in weak_pairs(paler))


@pytest.mark.parametrize(("name", "source", "share", "other"), MIX.findall(TOKENS))
def test_mixed_colours_equal_their_plain_values(
    name: str, source: str, share: str, other: str
) -> None:
    values = colours(TOKENS, dark=False)
    end = 0.0 if other == "black" else 255.0

    mixed = [part * int(share) / 100 + end * (1 - int(share) / 100) for part in rgb(values[source])]

    assert max(abs(a - b) for a, b in zip(mixed, rgb(values[name]), strict=True)) <= 1


def unknown_tokens(css: str) -> set[str]:
    """Custom properties that a stylesheet reads without a fallback but nobody sets."""
    known = set(re.findall(r"(--[\w-]+):", TOKENS + css))
    return set(re.findall(r"var\((--[\w-]+)\)", css)) - known


def test_stylesheets_name_only_tokens_that_exist() -> None:
    sheets = [p for p in Path(__file__).parent.parent.glob("*/static/*.css") if p.is_file()]

    assert {p.name: unknown_tokens(p.read_text(encoding="utf-8")) for p in sheets} == {
        p.name: set() for p in sheets
    }
    assert unknown_tokens("a { color: var(--rde); }") == {"--rde"}


def plain_colours(css: str) -> list[str]:
    """Colours written out where a token belongs."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return re.findall(r":[^;{}]*?(#[0-9a-fA-F]{3,8}\b|rgba?\()", without_comments)


def test_no_stylesheet_but_the_tokens_writes_a_colour() -> None:
    sheets = list(Path(__file__).parent.parent.glob("*/static/*.css"))

    assert {p.name for p in sheets if plain_colours(p.read_text(encoding="utf-8"))} == {
        "tokens.css"
    }


def classes_with_looks(css: str) -> set[str]:
    """Classes that a sheet gives looks of their own; what is indented is for some widths only."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return set(re.findall(r"(?<!,\n)^(\.[\w-]+) {", without_comments, re.M))


@pytest.mark.parametrize("room", ["kiosk", "display", "counter", "rating", "phone", "manager"])
def test_no_class_means_two_things_in_a_room(room: str) -> None:
    """A page loads all sheets of its room; the map's signs once painted the legends of the charts."""
    sheets = [p for p in (WEB.parent.parent / room / "static").glob("*.css") if p.stem != "print"]
    looks = Counter(
        one for p in sheets for one in classes_with_looks(p.read_text(encoding="utf-8"))
    )

    assert {one for one, count in looks.items() if count > 1} == set()
    assert classes_with_looks(".a {}\n.b,\n.d {}\n  .e {}\n/* x */\n.c {}") == {".a", ".c"}
