"""A printer that is a folder: each ticket a picture of its own, for trials and for archives."""

import uuid
from pathlib import Path

from PIL import Image

from devices.errors import NotWritableError


def keep_picture(folder: Path, image: Image.Image) -> None:
    """Write the ticket as a PNG into the folder, whole or not at all; names sort by age."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{_next_number(folder):06}-{uuid.uuid4().hex[:6]}"
        part = folder / f"{name}.part"
        with part.open("wb") as file:
            image.save(file, "PNG")
            file.flush()
        part.rename(folder / f"{name}.png")
    except OSError as error:
        raise NotWritableError(str(error)) from error


def _next_number(folder: Path) -> int:
    taken = (path.name.split("-")[0] for path in folder.glob("*-*.png"))
    return max((int(number) for number in taken if number.isdecimal()), default=0) + 1


def require_writable(folder: Path) -> None:
    """Raise NotWritableError unless pictures can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{uuid.uuid4().hex[:6]}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise NotWritableError(str(error)) from error
