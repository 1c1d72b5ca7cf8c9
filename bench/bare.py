"""The limit: the same stack with no logic. A route that commits one row, and a bare emit."""

from gevent import monkey

monkey.patch_all()

import argparse
import sqlite3
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
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent")
    version = 0

    @app.get("/")
    def show_nothing() -> str:
        return "ok"

    @app.post("/row")
    def post_row() -> dict[str, Any]:
        connection.execute("begin immediate")
        connection.execute("insert into row (body) values (?)", (request.get_data(as_text=True),))
        connection.commit()
        return {"id": 1}

    @app.post("/emit")
    def post_emit() -> dict[str, Any]:
        nonlocal version
        version += 1
        socketio.emit("board", {**BOARD, "version": version}, to="board")
        return {"version": version}

    @socketio.on("watch")
    def watch(wanted: dict[str, str]) -> None:
        join_room(wanted["what"])

    return app


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    WSGIServer(listen("127.0.0.1", asked.port), make_app(asked.file), log=None).serve_forever()


if __name__ == "__main__":
    main()
