"""PostgreSQL 15 or newer: a pool of connections, for many offices and many processes."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from threading import local
from typing import Any

import psycopg
from psycopg import errors as pg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from store.adapters import PostgresAdapter, load_queries
from store.engines import Home, T
from store.errors import (
    BusyError,
    ConstraintError,
    DiskFullError,
    StoreError,
    UnreachableError,
    UnreadableStoreError,
)
from store.instants import to_text
from store.schema_steps import steps_to_take

OLDEST = 150000
"""The oldest version of the server, as it counts: 15.0."""

OURS = 7_214_860_301
"""The advisory lock of this program for the schema."""

IDENTITY = """
select concat_ws('/', system_identifier, oid::text, 'office'::regclass::oid::text) as identity
from pg_control_system(), pg_database
where datname = current_database()
"""

CONNECT_TIMEOUT_S = 5

STUCK_MS = 10_000
"""Whoever began to write and says nothing for so long has hung, or lost the line: the server takes
everything back, and the office is free again. A change waits for nothing but the server. Where
others wait longer for their turn, it may be silent for as long.
"""

Connection = psycopg.Connection[dict[str, Any]]


class PostgresEngine:
    """A database, migrated. Changes of one office go one after the other, those of two offices at
    once: the office's row, which every change updates first, is the lock.

    Raises UnreachableError, UnreadableStoreError or NewerSchemaError when it cannot be opened.
    """

    def __init__(
        self, url: str, *, busy_timeout_ms: int, connections: int, read_only: bool = False
    ) -> None:
        self.queries = _queries()
        self.url = url
        self.where = _without_password(url)
        self.stuck_ms = max(STUCK_MS, busy_timeout_ms)
        self._patience_s = busy_timeout_ms / 1000
        if not read_only:
            _migrate(url, self.where)
        self._tries = connections + 1
        self._here = local()
        self._at_work = 0
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            open=True,
            timeout=self._patience_s,
            reconnect_timeout=CONNECT_TIMEOUT_S,
            max_idle=60,
            kwargs={
                "autocommit": True,
                "row_factory": dict_row,
                "connect_timeout": CONNECT_TIMEOUT_S,
                "options": f"-c lock_timeout={busy_timeout_ms} -c timezone=UTC"
                " -c default_transaction_isolation=read\\ committed",
                "application_name": "moiso",
            },
        )

    @contextmanager
    def writing(self, alone: Iterable[str]) -> Generator[Connection]:
        """Changes of several offices run side by side. All take their words in the same order and
        before any row, so that no two wait for each other.
        """
        begin = f"begin; set local idle_in_transaction_session_timeout = {self.stuck_ms}"
        with self._transaction(begin) as connection:
            for key in sorted(map(_lock_of, alone)):
                connection.execute("select pg_advisory_xact_lock(%s)", (key,))
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Writers are not held up."""
        with self._transaction("begin isolation level repeatable read, read only") as connection:
            yield connection

    def ask(self, query: Callable[[Connection], T]) -> T:
        """Without a transaction around it: one way there and back instead of three."""
        with _told_plainly(), self._alone():
            for _ in range(self._tries):
                connection = self._taken()
                try:
                    return query(connection)
                except psycopg.OperationalError:
                    if not connection.closed:
                        raise
                finally:
                    self._give_back(connection)
        raise UnreachableError(f"{self.where} does not answer")

    def damage(self) -> str | None:
        """The server checks its own pages as it reads them: an answer is all that is asked for."""
        with self.reading() as connection:
            connection.execute("select count(*) from office")
        return None

    def home(self) -> Home:
        """A server of its own, a database of its own, a table of its own: whatever `pg_restore`
        writes into, one of the three is another. Copies of the server's files are not told apart.
        """
        with self.reading() as connection:
            found = connection.execute(IDENTITY).fetchone()
        assert found is not None  # every database has a row here
        return Home(found["identity"], {})

    def keep_home(self, home: Home) -> None:
        """Nothing to remember: the server knows."""

    def close(self) -> None:
        """Close all connections."""
        self._pool.close(timeout=2)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with _told_plainly(), self._alone():
            connection = self._begun(begin)
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                with suppress(psycopg.Error):
                    connection.rollback()
                raise
            finally:
                self._give_back(connection)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One connection at a time in each greenlet or thread: with a second one inside, as many
        callers as there are connections would wait for each other for ever.
        """
        if getattr(self._here, "is_busy", False):
            raise StoreError("a transaction was begun inside another one")
        self._here.is_busy = True
        try:
            yield
        finally:
            self._here.is_busy = False

    def _begun(self, begin: str) -> Connection:
        """A connection with an open transaction. After a restart of the server each connection of
        the pool is found dead once; the pool makes new ones for them.
        """
        for _ in range(self._tries):
            connection = self._taken()
            try:
                connection.execute(begin)
            except psycopg.OperationalError:
                self._give_back(connection)
            else:
                return connection
        raise UnreachableError(f"{self.where} does not answer")

    def _taken(self) -> Connection:
        """A connection of the pool. Where none comes in time and none is at work either, it is the
        server that is away, and whoever reads the log should look there.
        """
        try:
            connection = self._pool.getconn()
        except PoolTimeout as error:
            if self._at_work:
                raise
            raise UnreachableError(f"{self.where} does not answer") from error
        self._at_work += 1
        return connection

    def _give_back(self, connection: Connection) -> None:
        self._at_work -= 1
        self._pool.putconn(connection)


@lru_cache(maxsize=1)
def _queries() -> Any:
    return load_queries(PostgresAdapter)


def _lock_of(word: str) -> int:
    """The advisory lock of a word: a number of 64 bits, with its sign."""
    return int.from_bytes(sha256(word.encode()).digest()[:8], signed=True)


def _migrate(url: str, where: str) -> None:
    """Bring the schema forward; processes that start at once wait for each other."""
    try:
        with psycopg.connect(
            url, row_factory=dict_row, connect_timeout=CONNECT_TIMEOUT_S
        ) as connection:
            if connection.info.server_version < OLDEST:
                raise UnreadableStoreError(f"{where}: PostgreSQL 15 or newer is needed")
            connection.execute("select pg_advisory_xact_lock(%s)", (OURS,))
            _take_steps(connection)
    except pg.InsufficientPrivilege as error:
        raise UnreadableStoreError(f"{where}: {error}") from error
    except psycopg.OperationalError as error:
        raise UnreachableError(f"{where}: {error}") from error


def _take_steps(connection: Connection) -> None:
    connection.execute(
        "create table if not exists schema_step (name text primary key, taken_at text not null)"
    )
    taken = [row["name"] for row in connection.execute("select name from schema_step")]
    for step in steps_to_take(taken):
        for statement in step.statements:
            connection.execute(_as_bytes_sort(statement))
        now = connection.execute("select now() as now").fetchone()
        assert now is not None  # a select without a table has one row
        connection.execute(
            "insert into schema_step values (%s, %s)", (step.name, to_text(now["now"]))
        )


def _as_bytes_sort(statement: str) -> Any:
    """Let text sort and compare as on SQLite, whatever the database's own language is."""
    code = re.sub(r"--[^\n]*", "", statement)
    return re.sub(r"\btext\b", 'text collate "C"', code)


def _without_password(url: str) -> str:
    told = conninfo_to_dict(url)
    return f"PostgreSQL {told.get('dbname')} at {told.get('host')}:{told.get('port', 5432)}"


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise _plain(error) from error


def _plain(error: psycopg.Error) -> StoreError:
    match error:
        case psycopg.IntegrityError():
            return ConstraintError(str(error))
        case pg.LockNotAvailable() | pg.DeadlockDetected() | pg.SerializationFailure():
            return BusyError(str(error))
        case pg.IdleInTransactionSessionTimeout():
            return BusyError(f"taken back, since nothing was said for too long: {error}")
        case PoolTimeout():
            return BusyError("every connection to the database is at work")
        case pg.DiskFull() | pg.OutOfMemory() | pg.ReadOnlySqlTransaction():
            return DiskFullError(str(error))
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return UnreachableError(str(error))
        case psycopg.DatabaseError(sqlstate=None) if not isinstance(
            error, psycopg.ProgrammingError
        ):
            return UnreachableError(str(error))  # a line that broke in the middle of an answer
    return StoreError(str(error))
