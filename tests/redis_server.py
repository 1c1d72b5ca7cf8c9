"""A Redis of its own for tests, and a line to it that can be cut."""

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

STARTS_S = 150
CHUNK = 65536


@dataclass(slots=True)
class RedisServer:
    """A running server that keeps nothing on disk."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Begin, or begin again at the same place."""
        settings = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(
            ["redis-server", *settings, "--appendonly", "no", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )
        wait_for_port(self.port)

    def stop(self) -> None:
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=STARTS_S)


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """A new server, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="moiso-redis-"))
    server = RedisServer(free_port(), folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def wait_for_port(port: int) -> None:
    """Until somebody answers there."""
    end = time.monotonic() + STARTS_S
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nobody answers at port {port}")


@dataclass(slots=True)
class Wire:
    """Carries what comes to `port` to another port of this machine, until it is cut."""

    target: int
    port: int = 0
    is_cut: bool = False
    _listener: socket.socket = field(default_factory=socket.socket)
    _open: list[socket.socket] = field(default_factory=list)

    def lay(self) -> None:
        """Carry from now on."""
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through any more, and new lines end at once."""
        self.is_cut = True
        while self._open:
            close(self._open.pop())

    def mend(self) -> None:
        """New lines go through again."""
        self.is_cut = False

    def remove(self) -> None:
        """Take it away."""
        self.cut()
        close(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                if self.is_cut:
                    close(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self.target), timeout=60)
            except ConnectionRefusedError:
                close(near)
            except OSError:
                return
            else:
                self._carry(near, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        far.settimeout(None)
        self._open += [near, far]
        for source, sink in ((near, far), (far, near)):
            threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            sink.sendall(data)
    close(source)
    close(sink)


def close(end: socket.socket) -> None:
    """End both directions at once, also under somebody who reads."""
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
