"""Copies of the database: a backup taken while the office works, and its way back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from secrets import token_hex

from store.errors import UnreadableStoreError
from store.sqlite_engine import SqliteEngine
from store.sqlite_files import open_database

REMEMBER = """
insert into upstream (office, state, standing)
select id, 'restored', version from office where true
on conflict (office) do update
set state = 'restored',
    standing = case upstream.state when 'apart' then upstream.standing else excluded.standing end
"""
"""The office shall know at its next start that others may have seen what the backup does not have:
from which version on, that of the first backup where one followed another.
"""


def back_up(engine: SqliteEngine, file: Path) -> None:
    """Copy the whole database into `file`, consistent, without stopping anybody.

    Written beside it first, so that a backup is whole or not there.
    """
    part = file.with_name(f"{file.name}.part")
    with closing(sqlite3.connect(engine.path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(file)


def restore_copy(file: Path, target: Path) -> Path | None:
    """Put a backup in the target's place; answers where the old database was kept, if any.

    The restored office gets a new epoch, so that screens that saw later versions take its state, and
    knows at its next start that it comes from a backup.
    Raises UnreadableStoreError or NewerSchemaError before anything is replaced.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    _copy(file, part)
    with closing(open_database(part, busy_timeout_ms=3000, migrate=True)) as connection:
        connection.execute("update office set epoch = ?", (token_hex(8),))
        connection.execute(REMEMBER)
        connection.execute("pragma wal_checkpoint(truncate)")
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
