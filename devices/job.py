"""The bytes of one ticket: reset, the picture in bands, feed and cut."""

from typing import Any

from escpos.capabilities import Profile
from escpos.printer import Dummy
from PIL import Image

from devices.acknowledgement import NO_UNASKED_STATUS

BAND_BYTES = 4096
"""The receive buffer that even small printers have: one band must fit into it."""
BAND_STEP_DOTS = 24
TEAR_OFF_LINES = 4


class _PaperProfile(Profile):  # type: ignore[misc] # the library has no types
    """A printer that the library knows nothing special of, as wide as the picture."""

    def __init__(self, width_dots: int) -> None:
        super().__init__()
        media: dict[str, Any] = {"width": {"pixels": width_dots}}
        self.profile_data = Profile.profile_data | {"media": media}


def ticket_bytes(image: Image.Image) -> bytes:
    """ESC/POS for a mode "1" picture.

    The cut is `GS V B 0`, which feeds to the knife by itself and which the library sends
    whatever the profile says. Narrow printers mostly have a tear bar: they feed first.
    """
    printer = Dummy(profile=_PaperProfile(image.width))
    printer.hw("INIT")
    printer._raw(NO_UNASKED_STATUS)
    printer.image(image, impl="bitImageRaster", fragment_height=band_height(image.width))
    if image.width < 512:
        printer.print_and_feed(TEAR_OFF_LINES)
    printer.cut(feed=False)
    data: bytes = printer.output
    return data


def band_height(width_dots: int) -> int:
    """Rows of one band, a multiple of 24, so that it fits into BAND_BYTES."""
    rows = BAND_BYTES // (-(-width_dots // 8))
    return rows - rows % BAND_STEP_DOTS
