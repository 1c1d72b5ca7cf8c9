"""Start here: `python server.py run` opens an office; `python server.py --help` lists the rest."""

# ruff: noqa: E402 -- gevent must replace the blocking parts before anything imports them
from gevent import monkey

monkey.patch_all()

from command_line.commands import main

if __name__ == "__main__":
    main()
