"""The limit: the same stack with no logic. A route that commits one row, and a bare emit."""

from gevent import monkey

monkey.patch_all()

import argparse
import sqlite3
from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, join_room
from gevent.pywsgi import WSGIServer

from command_line.serving import listen

BOARD = {"version": 1, "calls": [{"label": "A001", "counter": 1}] * 12, "text": "x" * 3000}
"""As large as a real board."""


def make_app(file: str) -> Flask:
    """One table, one row a request, committed with the same care as ours."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table row (id integer primary key, body text)")

    def add_row(body: str) -> None:
        connection.execute("begin immediate")
        connection.execute("insert into row (body) values (?)", (body,))
        connection.commit()

    return bare_app(add_row)


def bare_app(add_row: Callable[[str], None], *, bus: str | None = None) -> Flask:
    """A route that keeps the body of a request by `add_row`, and a bare emit; with a bus, to the
    sockets of all processes by Socket.IO's own message queue.
    """
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent", message_queue=bus)

    @app.get("/healthz")
    def show_nothing() -> str:
        return "ok"

    @app.post("/row")
    def post_row() -> dict[str, Any]:
        add_row(request.get_data(as_text=True))
        return {"id": 1}

    @app.post("/emit")
    def post_emit() -> dict[str, Any]:
        version = request.get_json()["version"]
        socketio.emit("board", {**BOARD, "version": version}, to="board")
        return {"version": version}

    @socketio.on("watch")
    def watch(wanted: dict[str, str]) -> None:
        join_room(wanted["what"])

    return app


def serve(app: Flask, port: int) -> None:
    """Until ended."""
    WSGIServer(listen("127.0.0.1", port), app, log=None).serve_forever()


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    WSGIServer(listen("127.0.0.1", asked.port), make_app(asked.file), log=None).serve_forever()


if __name__ == "__main__":
    main()
