"""QR codes: as black dots for paper, as a vector path for screens and pages."""

from dataclasses import dataclass
from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

QUIET_MODULES = 4
"""White modules on each side. Source: ISO/IEC 18004."""


@dataclass(frozen=True)
class QrPath:
    """One SVG path of black modules, one unit to the module, in a square `size` units wide.

    The quiet zone is inside the square: `<svg viewBox="0 0 size size"><path d="…"/></svg>`.
    """

    d: str
    size: int


@lru_cache(maxsize=256)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(row) for row in code.get_matrix())


def qr_image(text: str, least_dots: int) -> Image.Image:
    """The code as a mode "1" picture with its quiet zone.

    Its black part is at least `least_dots` wide; every module is the same whole number of dots.
    """
    modules = _modules(text)
    dots = -(-least_dots // (len(modules) - 2 * QUIET_MODULES))
    small = Image.new("1", (len(modules), len(modules)), 1)
    small.putdata([0 if dark else 255 for row in modules for dark in row])
    return small.resize((len(modules) * dots, len(modules) * dots), Image.Resampling.NEAREST)


def qr_path(text: str) -> QrPath:
    """The code as one path: each run of dark modules is one bar."""
    modules = _modules(text)
    bars = [bar for y, row in enumerate(modules) for bar in _bars(row, y)]
    return QrPath("".join(bars), len(modules))


def qr_svg(text: str) -> bytes:
    """The code as a whole SVG file, black on white whatever lies behind it."""
    path = qr_path(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {path.size} {path.size}" '
        f'shape-rendering="crispEdges"><rect width="{path.size}" height="{path.size}" '
        f'fill="#fff"/><path d="{path.d}" fill="#000"/></svg>'
    ).encode()


def _bars(row: tuple[bool, ...], y: int) -> list[str]:
    bars: list[str] = []
    start: int | None = None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            bars.append(f"M{start} {y}h{x - start}v1H{start}z")
            start = None
    return bars
