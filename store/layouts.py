"""Which queries change an office's layout: each gives it another name, so that no process goes on
with services, counters or days that were read before.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

TABLES = ("service", "counter", "counter_service", "closed_day", "special_day")
"""What an office's layout is made of."""

_WRITES = re.compile(rf"\b(insert into|update|delete from)\s+({'|'.join(TABLES)})\b")


def layout_writers(queries: Any) -> frozenset[str]:
    """The names of the queries that write one of TABLES, as their own text tells."""
    names = queries.available_queries
    return frozenset(name for name in names if _WRITES.search(getattr(queries, name).sql))


def offices_written(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The offices that such a query was called for, one by its parameters or many by its rows."""
    return {str(row["office"]) for row in rows}
