"""Many rows at once on PostgreSQL: one statement with all of them, where a row each cost a turn."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from typing import Any

Row = Mapping[str, Any]

INSERT = re.compile(
    r"insert into (?P<table>\w+) \((?P<columns>[^()]+)\)\s+"
    r"values \((?P<values>(?:%\(\w+\)s|\(select (?:%\(\w+\)s|[^(),])+\)|[^()])+)\)\s+"
    r"on conflict \((?P<key>[^()]+)\)"
)
"""What of a query of store/queries can take its rows from somewhere else."""

PARAMETER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class RowSet:
    """An `insert … on conflict` that takes all of its rows as one parameter, `rows`."""

    statement: str
    key: tuple[str, ...]

    def runs(self, rows: Iterable[Row]) -> Iterator[str]:
        """The rows as JSON, in their order, cut wherever a key comes again: one statement may touch
        a row only once, and a later version has to find the earlier one there.
        """
        key_of = itemgetter(*self.key)
        run: list[Row] = []
        known: set[object] = set()
        for row in rows:
            key = key_of(row)
            if key in known:
                yield _as_json(run)
                run, known = [], set()
            known.add(key)
            run.append(row)
        if run:
            yield _as_json(run)


@cache
def row_set(sql: str) -> RowSet | None:
    """The same insert for a set of rows; None for any other query, which takes a row at a time.

    The table itself tells the type of each column, so a value has to be its column's own parameter,
    a word of SQL, or `(select …)` by parameters of the row.
    """
    found = INSERT.match(_without_comments(sql))
    if found is None:
        return None
    values, rest = _names(found["values"]), found.string[found.end() :]
    columns = _names(found["columns"])
    if PARAMETER.search(rest) or not all(map(partial(_can_come, columns), columns, values)):
        return None
    table, chosen = found["table"], PARAMETER.sub(r"many.\1", ", ".join(values))
    statement = (
        f"insert into {table} ({found['columns']})"  # noqa: S608 -- from our own query
        f" select {chosen} from json_populate_recordset(null::{table}, %(rows)s) many"
        f" on conflict ({found['key']}){rest}"
    )
    return RowSet(statement, tuple(_names(found["key"])))


def _can_come(columns: list[str], column: str, value: str) -> bool:
    named = PARAMETER.findall(value)
    return value == f"%({column})s" or (
        set(named) <= set(columns) if value.startswith("(select ") else not named
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*\n", "", sql).strip()


def _as_json(rows: list[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
