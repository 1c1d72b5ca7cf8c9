"""Copies of the database: a backup taken while the office works, and its way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from store.errors import BusyError, UnreadableStoreError
from store.home import MOVED, mark_restored
from store.opening import open_store
from store.sqlite_engine import SqliteEngine


def back_up(engine: SqliteEngine, file: Path) -> None:
    """Copy the whole database into `file`, consistent, without stopping anybody.

    Written beside it first, so that a backup is whole or not there.
    """
    part = file.with_name(f"{file.name}.part")
    with closing(sqlite3.connect(engine.path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(file)


def move_away(database: Path, file: Path) -> None:
    """End this database's work for good and copy it into `file`, from which another machine goes on
    as if nothing had happened. Raises BusyError while somebody has it open; then, as after any other
    fault, all stays as it was.
    """
    _check_alone(database)
    with closing(open_store(f"sqlite:///{database}")) as store:
        assert isinstance(store.engine, SqliteEngine)  # it has a file
        with store.maintain() as sql:
            sql.mark_moved(prefix=MOVED)
        try:
            back_up(store.engine, file)
        except BaseException:
            with store.maintain() as sql:
                sql.unmark_moved(prefix=MOVED)
            raise


def _check_alone(database: Path) -> None:
    """Only somebody alone with a database may take it out of WAL; the next opening puts it back."""
    with closing(sqlite3.connect(database, timeout=0)) as connection:
        try:
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            raise BusyError(f"{database} is in use") from error


def restore_copy(file: Path, target: Path) -> Path | None:
    """Put a backup in the target's place; answers where the old database was kept, if any.

    The restored office gets a new epoch, so that screens that saw later versions take its state, and
    knows at its next start that it comes from a backup. What `move_away` made goes on as it is.
    Raises UnreadableStoreError or NewerSchemaError before anything is replaced.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    _copy(file, part)
    with closing(open_store(f"sqlite:///{part}")) as store, store.maintain() as sql:
        if sql.unmark_moved(prefix=MOVED):
            sql.forget_home()
        else:
            mark_restored(sql)
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("pragma journal_mode = delete")
    kept = _set_aside(target)
    part.replace(target)
    return kept


def _copy(file: Path, part: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
    except sqlite3.DatabaseError as error:
        part.unlink(missing_ok=True)
        raise UnreadableStoreError(f"{file}: {error}") from error


def _set_aside(target: Path) -> Path | None:
    """Move the database and its log away; the log belongs to the old file only."""
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.name}.old-{number}")).exists():
        number += 1
    target.replace(kept)
    for suffix in ("-wal", "-shm"):
        log = target.with_name(target.name + suffix)
        if log.exists():
            log.replace(kept.with_name(kept.name + suffix))
    return kept
