"""Ports of this machine for servers that tests start."""

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager

NOT_GIVEN_OUT = range(20_000, 32_000)
"""Below those that the system gives to whoever connects: a port that is free now stays free until a
server has come, or come again, to it, and nobody who tries to reach it meets himself there.
"""

CHANCE = random.SystemRandom()
"""Others may run the same tests on this machine, from the same seed."""


def free_port() -> int:
    """A TCP port that nobody listens on."""
    while True:
        port = CHANCE.choice(NOT_GIVEN_OUT)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


@contextmanager
def nobody_listens() -> Iterator[int]:
    """A port that is kept, so that nobody comes to listen there either."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield int(kept.getsockname()[1])
