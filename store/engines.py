"""What an engine gives the store: transactions on its connections, and the queries in its dialect."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """What an engine says of its database: an identity that no copy has, and the version that each
    office is sure to have had already, by id.
    """

    identity: str
    versions: Mapping[str, int]


class Engine(Protocol):
    """One database behind the store. Connections answer rows as dicts; every transaction commits at
    its end and rolls back on any error. Errors come out as the store's own (store/errors.py), those
    of a constraint as `ConstraintError`.
    """

    queries: Any
    """The queries of store/queries as aiosql loads them for this engine."""

    url: str
    """Where another process opens the same database; it may hold a password."""

    @property
    def where(self) -> str:
        """The database as a sentence names it, without a password."""

    def writing(self, alone: Iterable[str]) -> AbstractContextManager[Any]:
        """A transaction that may write; of those that name the same word one runs at a time. In a
        change of an office `raise_version` comes after that, and is the office's own lock.
        """

    def reading(self) -> AbstractContextManager[Any]:
        """A transaction in which every query sees the same instant, and that cannot write."""

    def ask(self, query: Callable[[Any], T]) -> T:
        """The answer of one query that only reads; it may be run twice."""

    def damage(self) -> str | None:
        """What is broken in the data, as the engine tells it; None when nothing is."""

    def home(self) -> Home:
        """What tells this database from its copies."""

    def keep_home(self, home: Home) -> None:
        """Remember this beside the database, where the engine can."""

    def close(self) -> None:
        """Give the connections back; the engine cannot be used afterwards."""
