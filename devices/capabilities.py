"""python-escpos's list of printers, read without the cache file that its processes share.

The library reads its list with a slow parser and keeps a pickle of it, which it writes in place: a
process that starts meanwhile, or after a power cut in the middle, finds half a file and ends. It
also leaves a folder behind at each start. The list is JSON, which Python reads in a millisecond.
"""

import importlib
import json
import os
import pickle
import platform
import tempfile
from importlib.resources import files
from pathlib import Path

FOLDER = "ESCPOS_CAPABILITIES_PICKLE_DIR"
MEMORY = Path("/dev/shm")  # noqa: S108 -- the folder in it has a name of its own
"""Where a folder can be made even on a full disk."""


def load_capabilities() -> None:
    """Give python-escpos a cache that is whole, and this process's own; it is gone when it is read.

    Nothing happens when the library was loaded before.
    """
    known = json.loads((files("escpos") / "capabilities.json").read_bytes())
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="moiso-", dir=place) as folder:
        cache = Path(folder) / f"{platform.python_version()}.capabilities.pickle"
        cache.write_bytes(pickle.dumps(known))
        os.environ[FOLDER] = tempfile.tempdir = folder
        try:
            importlib.import_module("escpos.capabilities")
        finally:
            tempfile.tempdir = usual
            del os.environ[FOLDER]
