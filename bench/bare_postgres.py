"""The limit for many processes: a route that commits one row to PostgreSQL, a bare emit by Redis."""

from gevent import monkey

monkey.patch_all()

import argparse
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, join_room
from gevent.pywsgi import WSGIServer
from psycopg_pool import ConnectionPool

from bench.bare import BOARD
from command_line.serving import listen


def make_app(database: str, bus: str) -> Flask:
    """One table, one row a request, committed with the same care as ours; emits go to all
    processes by Socket.IO's own message queue.
    """
    pool = ConnectionPool(database, min_size=1, max_size=10, open=True)
    with pool.connection() as connection:
        connection.execute("select pg_advisory_xact_lock(1)")
        connection.execute(
            "create table if not exists row (id bigserial primary key, body text not null)"
        )
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent", message_queue=bus)

    @app.get("/healthz")
    def show_nothing() -> str:
        return "ok"

    @app.post("/row")
    def post_row() -> dict[str, Any]:
        with pool.connection() as connection:
            connection.execute(
                "insert into row (body) values (%s)", (request.get_data(as_text=True),)
            )
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


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("bus")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    app = make_app(asked.database, asked.bus)
    WSGIServer(listen("127.0.0.1", asked.port), app, log=None).serve_forever()


if __name__ == "__main__":
    main()
