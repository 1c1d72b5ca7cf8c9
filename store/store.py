"""The store: the house's memory, with a change as the unit of what is kept."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from store.engines import Engine, T
from store.errors import StoreError
from store.ids import new_id
from store.layouts import offices_written

Row = Mapping[str, Any]
"""A row by column name."""


class Sql:
    """The queries of store/queries, each called with its parameters by name.

    `sql.mark_called(id=…)` runs `-- name: mark_called` on this connection. A query that selects
    rows answers an iterator; `^` a row or None, `$` a value, `!` the number of changed rows.
    `layouts` names the layouts that were changed through it, by office; `alone` the words that its
    transaction began with.
    """

    def __init__(self, queries: Any, connection: Any, alone: Iterable[str] = ()) -> None:
        self._queries = queries
        self._connection = connection
        self.layouts: dict[str, str] = {}
        self.alone = frozenset(alone)

    def check_alone(self, word: str) -> None:
        """Refuse to go on in a transaction that did not begin with this word: to wait for it now,
        with rows in hand, could be for ever. Raises StoreError.
        """
        if word not in self.alone:
            raise StoreError(f"a transaction that did not begin alone in {word!r} needs to")

    def __getattr__(self, name: str) -> Any:
        query = getattr(self._queries, name)
        if name in self._queries.layout_writers:
            return partial(self._write_layout, query)
        return partial(query, self._connection)

    def _write_layout(self, query: Any, *many: Any, **one: Any) -> Any:
        """Run a query that changes an office's layout, which has another name from now on."""
        changed = query(self._connection, *many, **one)
        for office in offices_written(many[0] if many else (one,)):
            self.layouts[office] = new_id()
            self._queries.name_layout(self._connection, id=office, layout=self.layouts[office])
        return changed


@dataclass(slots=True)
class Reading:
    """A consistent view of the store: every query in it sees the same instant."""

    sql: Sql


@dataclass(slots=True)
class Change:
    """A change of one office: all of it is kept, or nothing. `row` is the office's own, with the
    new `version`; `day` is the one that it counted in when the change began.
    """

    sql: Sql
    office: str
    row: Row
    day: str = field(init=False)
    version: int = field(init=False)
    _events: int = field(default=0)

    def __post_init__(self) -> None:
        self.version = int(self.row["version"])
        self.day = str(self.row["current_day"])

    def next_position(self) -> int:
        """The place of the next event inside this change, from 0."""
        position = self._events
        self._events += 1
        return position

    def go_on(self) -> None:
        """Begin the office's next change within this transaction: what was done stays apart from
        what follows, and both are kept, or nothing.
        """
        self.row = self.sql.raise_version(office=self.office)
        self.version = int(self.row["version"])
        self._events = 0


@dataclass(slots=True)
class Store:
    """A database shared by all greenlets and threads of this process. `store.opening` makes one.

    Every method's block raises BusyError, DiskFullError, UnreachableError and ConstraintError.
    """

    engine: Engine

    @contextmanager
    def change(self, office: str, *alone: str) -> Generator[Change]:
        """Change rows of one office; commits at the end, rolls back on any error.

        One change of an office runs at a time; nothing slow belongs inside. What is decided over
        several offices at once names a word in `alone`, as in `maintain`. Raises StoreError for an
        office that does not exist.
        """
        with self.engine.writing(alone) as connection:
            sql = Sql(self.engine.queries, connection, alone)
            row = sql.raise_version(office=office)
            if row is None:
                raise StoreError(f"there is no office {office!r} in {self.engine.where}")
            yield Change(sql, office, row)

    @contextmanager
    def maintain(self, *alone: str) -> Generator[Sql]:
        """Change rows that belong to no office's state: sessions, pairings, kept answers.

        Of those who name the same word in `alone` one runs at a time, in whatever process; who reads
        before writing names what it guards. Others wait for nobody.
        """
        with self.engine.writing(alone) as connection:
            yield Sql(self.engine.queries, connection, alone)

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read; all queries inside see one consistent state, and writers are not held up."""
        with self.engine.reading() as connection:
            yield Reading(Sql(self.engine.queries, connection))

    def ask(self, query: Callable[[Sql], T]) -> T:
        """The answer of one query that only reads: on PostgreSQL a third of a reading's way."""
        return self.engine.ask(lambda connection: query(Sql(self.engine.queries, connection)))

    def close(self) -> None:
        """Close its connections; the store cannot be used afterwards."""
        self.engine.close()
