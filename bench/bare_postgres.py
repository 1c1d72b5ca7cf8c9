"""The limit for many processes: a route that commits one row to PostgreSQL, a bare emit by Redis."""

from gevent import monkey

monkey.patch_all()

import argparse

from flask import Flask
from psycopg_pool import ConnectionPool

from bench.bare import bare_app, serve


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

    def add_row(body: str) -> None:
        with pool.connection() as connection:
            connection.execute("insert into row (body) values (%s)", (body,))

    return bare_app(add_row, bus=bus)


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("bus")
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    serve(make_app(asked.database, asked.bus), asked.port)


if __name__ == "__main__":
    main()
