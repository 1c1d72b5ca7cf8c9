"""Whether this database is where it was: a copy in its place lacks what came after it was made.

Numbers that stand on paper would be given once more. `restore` says so itself; a file that somebody
copied and a dump that was brought back say nothing, so each start compares.
"""

from secrets import token_hex

from store.engines import Home
from store.store import Sql, Store

MOVED = "moved:"
"""Before the state of an office's reports: its work went on at another machine, for good."""


def settle_home(store: Store) -> bool:
    """At a start: whether this database came here as a copy, or lacks what it once had. Then it is
    marked as `restore` does. Any number of processes may ask at once; the first one marks.
    """
    home = store.engine.home()
    with store.maintain("home") as sql:
        known, versions = sql.get_home(), _versions(sql)
        is_older = any(versions.get(office, 0) < seen for office, seen in home.versions.items())
        is_copy = known is not None and (known != home.identity or is_older)
        if is_copy:
            mark_restored(sql)
        sql.set_home(identity=home.identity)
    store.engine.keep_home(Home(home.identity, versions))
    return is_copy


def note_versions(store: Store) -> None:
    """Remember how far the offices have come."""
    home, versions = store.engine.home(), store.ask(_versions)
    if versions != home.versions:
        store.engine.keep_home(Home(home.identity, versions))


def mark_restored(sql: Sql) -> None:
    """At the next start each office takes precautions, inside `store.maintain()`. A new epoch tells
    screens, which may have seen later versions, to take the state that there is.
    """
    for row in list(sql.office_versions()):
        sql.renew_epoch(id=row["id"], epoch=token_hex(8))
    sql.remember_restored()
    sql.leave_directive_numbers_out()


def _versions(sql: Sql) -> dict[str, int]:
    return {row["id"]: row["version"] for row in sql.office_versions()}
