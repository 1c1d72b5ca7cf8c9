"""Checks of single values: each raises ValueError with the sentence to tell."""

import re
from pathlib import Path

SQLITE_PREFIX = "sqlite:///"
INK = "#1B1B1F"
"""The dark ground of the hall's display, on which gold is written."""

LEAST_CONTRAST = 4.5


def check_public_url(url: str) -> None:
    """Refuse what a phone could not open; a path would have to be kept by every proxy."""
    if url not in ("", "auto") and not re.fullmatch(r"https?://[^\s/?#@]+/?", url):
        raise ValueError(
            f"'{url}' is not an address; use 'auto', '' or 'https://so.example.gov.vn'"
        )


def check_upstream_url(url: str) -> None:
    """Refuse what is no server of a province."""
    if url and not re.fullmatch(r"https?://[^\s/?#@]+/?", url):
        raise ValueError(f"'{url}' is not an address; use '' or 'https://so.example.gov.vn'")


def check_token(token: str) -> None:
    """Refuse what no token looks like: a header could not carry it."""
    if not re.fullmatch(r"[!-~]*", token):
        raise ValueError("this is no token; copy what `server.py office token` printed")


def check_store_url(url: str) -> None:
    """Refuse what names neither a file of SQLite nor a database of PostgreSQL."""
    is_file = url.startswith(SQLITE_PREFIX) and url != SQLITE_PREFIX
    if not is_file and not re.fullmatch(r"postgres(ql)?://[^\s/]*/[^\s/?]+(\?\S*)?", url):
        raise ValueError(
            "this is no store; write 'sqlite:///PATH' or 'postgresql://USER:PASSWORD@HOST/DATABASE'"
        )


def check_bus(url: str) -> None:
    """Refuse what is no Redis; a socket file is named from the root."""
    if url and not re.fullmatch(r"rediss?://[^\s/?#]+(/\d*)?(\?\S*)?|unix:///\S+", url):
        raise ValueError("this is no Redis; write 'redis://HOST:6379/0', or '' for none")


def check_languages(languages: tuple[str, ...]) -> None:
    for language in languages:
        if not re.fullmatch(r"[a-z]{2,3}", language):
            raise ValueError(f"'{language}' is not a language; use codes such as 'vi' or 'en'")


def check_colour(colour: str, ground: str, ground_name: str) -> None:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise ValueError(f"'{colour}' is not a colour; use #RRGGBB")
    reached = contrast(colour, ground)
    if reached < LEAST_CONTRAST:
        raise ValueError(
            f"{colour} on {ground_name} has a contrast of {reached:.1f}; at least 4.5 is needed"
        )


def check_red(colour: str) -> None:
    check_colour(colour, "#FFFFFF", "white")


def check_gold(colour: str) -> None:
    check_colour(colour, INK, "the dark ground")


def check_logo(path: Path | None) -> None:
    if path is None:
        return
    if path.suffix.lower() not in (".png", ".svg"):
        raise ValueError(f"'{path.name}' is not a PNG or SVG file")
    if not path.is_file():
        raise ValueError(f"there is no file {path}")


def contrast(one: str, other: str) -> float:
    """How well two colours (#RRGGBB) stand apart, 1 to 21. Source: WCAG 2.2, 1.4.3."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
