"""Start here: `python server.py run` opens an office; `python server.py --help` lists the rest."""

# ruff: noqa: E402 -- gevent must replace the blocking parts before anything imports them
from gevent import monkey

monkey.patch_all()

import os
from pathlib import Path

CACHE = Path(__file__).parent / "var" / "cache"
CACHE.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(CACHE))  # else a new folder a start

from command_line.commands import main

if __name__ == "__main__":
    main()
