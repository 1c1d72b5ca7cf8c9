"""Light clients: keep-alive HTTP and Socket.IO over a plain WebSocket, as greenlets."""

import json
import socket
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import websocket


class Http:
    """One keep-alive connection that posts JSON."""

    def __init__(self, port: int, headers: str = "") -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")
        self._headers = headers

    def post(self, path: str, body: Any) -> tuple[int, bytes]:
        """Status and body of the answer."""
        text = json.dumps(body).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(text)}\r\nIdempotency-Key: {uuid4().hex}\r\n{self._headers}\r\n"
        )
        self._socket.sendall(head.encode() + text)
        status = int(self._file.readline().split()[1])
        length = 0
        while (line := self._file.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return status, self._file.read(length)


def bearer(token: str) -> str:
    """The header of a device."""
    return f"Authorization: Bearer {token}\r\n"


def watch(
    port: int, auth: dict[str, str], wanted: dict[str, Any], heard: Callable[[Any], None]
) -> None:
    """Connect, watch one state, and hand each one on, until the server ends."""
    line = websocket.create_connection(
        f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket",
        sockopt=((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),),
    )
    line.recv()
    line.send("40" + json.dumps(auth))
    line.recv()
    line.send("42" + json.dumps(["watch", wanted]))
    while True:
        try:
            message = line.recv()
        except (websocket.WebSocketException, OSError):
            return
        if message == "2":
            line.send("3")
        elif isinstance(message, str) and message.startswith("42"):
            heard(json.loads(message[2:])[1])
