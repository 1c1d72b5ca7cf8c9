"""How aiosql runs a query on a connection of each engine: no cursor is kept, rows come as dicts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiosql
from aiosql.adapters.generic import GenericAdapter
from aiosql.adapters.pyformat import PyFormatAdapter

from store.layouts import layout_writers
from store.many_rows import row_set

QUERIES = Path(__file__).parent / "queries"


class SqliteAdapter(GenericAdapter):
    """The four kinds of query that the house has, each by the connection's own `execute`."""

    def select(  # type: ignore[override]  # an iterator does, and asks at once
        self,
        conn: Any,
        query_name: str,
        sql: str,
        parameters: Any,
        record_class: Any = None,
    ) -> Iterator[Any]:
        return iter(conn.execute(sql, parameters))

    def select_one(
        self,
        conn: Any,
        query_name: str,
        sql: str,
        parameters: Any,
        record_class: Any = None,
    ) -> Any:
        return conn.execute(sql, parameters).fetchone()

    def select_value(self, conn: Any, query_name: str, sql: str, parameters: Any) -> Any:
        row = conn.execute(sql, parameters).fetchone()
        return None if row is None else next(iter(row.values()))

    def insert_update_delete(self, conn: Any, query_name: str, sql: str, parameters: Any) -> int:
        return int(conn.execute(sql, parameters).rowcount)


LIST = re.compile(r"select value from json_each\((%\(\w+\)s)\)")
"""How a query takes a list (store/lists.py), in SQLite's words."""


class PostgresAdapter(SqliteAdapter, PyFormatAdapter):
    """The same, with `:name` written as `%(name)s`, lists read in PostgreSQL's words, and many rows
    to insert as one statement.
    """

    def process_sql(self, query_name: str, op_type: Any, sql: str) -> str:
        named = str(super().process_sql(query_name, op_type, sql))  # type: ignore[no-untyped-call]
        return LIST.sub(r"select json_array_elements_text(\1::json)", named)

    def insert_update_delete_many(
        self, conn: Any, query_name: str, sql: str, parameters: Any
    ) -> int:
        at_once = row_set(sql)
        if at_once is None:
            cursor = conn.cursor()
            cursor.executemany(sql, parameters)
            return int(cursor.rowcount)
        return sum(
            int(conn.execute(at_once.statement, {"rows": rows}).rowcount)
            for rows in at_once.runs(parameters)
        )


def load_queries(adapter: type[GenericAdapter]) -> Any:
    """All queries of store/queries for this adapter."""
    queries: Any = aiosql.from_path(QUERIES, adapter)
    queries.layout_writers = layout_writers(queries)
    return queries
