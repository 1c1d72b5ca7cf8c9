"""A change of the catalogue must leave nobody in the hall behind."""

from collections.abc import Generator
from contextlib import contextmanager

from operations.errors import OperationError
from store.store import Change, Sql


class InUseError(OperationError):
    """Somebody still waits or works there. Facts: what (service, counter or kind), which."""

    code = "in_use"


@contextmanager
def nobody_stranded(change: Change) -> Generator[None]:
    """Refuse the change inside when people wait for what it takes away.

    Tickets name services and counters, and a person must not wait for a counter that will
    never call. What was stranded before does not count. Raises InUseError.
    """
    before = _stranded(change.sql, change.office)
    yield
    for what, which in _stranded(change.sql, change.office):
        if (what, which) not in before:
            raise InUseError(what=what, which=which)


def _stranded(sql: Sql, office: str) -> list[tuple[str, str]]:
    services = [("service", row["service"]) for row in sql.list_stranded_services(office=office)]
    counters = [
        ("counter", str(row["number"])) for row in sql.list_stranded_counters(office=office)
    ]
    return services + counters
