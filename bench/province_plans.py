"""How PostgreSQL finds the rows of a report: the plans of the program's own queries."""

import psycopg

from bench.province_site import Province
from operations.report_parts import By, Scope, scope_of
from satisfaction.periods import Period
from store.adapters import PostgresAdapter, load_queries
from store.opening import reading_only

BY_HAND = {
    "counts of the year, from the visits": (
        "select office, count(*) from ticket where day between %(first)s and %(last)s group by 1"
    ),
    "waits of the year, from the visits": (
        "select office, waited_s, count(*) from ticket"
        " where state = 'served' and day between %(first)s and %(last)s group by 1, 2"
    ),
}
"""What the program never asks."""

ASKED = (
    ("sum_counts", By.OFFICE), ("sum_times", By.OFFICE), ("sum_times", By.SERVICE),
    ("sum_times", By.DAY), ("open_visits", By.OFFICE), ("province_lines", By.OFFICE),
)  # fmt: skip


def plans(loaded: Province, period: Period) -> str:
    """Each with its name, as `explain (analyze, buffers)` tells it."""
    queries = load_queries(PostgresAdapter)
    scopes = {by: _scope(loaded, period, by) for by in By}
    asked = [(name, text, scopes[By.OFFICE]) for name, text in BY_HAND.items()]
    asked += [
        (f"{name}, by {by.value}", getattr(queries, name).sql, scopes[by]) for name, by in ASKED
    ]
    with psycopg.connect(loaded.url) as connection:
        return "\n\n".join(_plan(connection, *one) for one in asked)


def _scope(loaded: Province, period: Period, by: By) -> Scope:
    ids = [place.id for place in loaded.places]
    with reading_only(loaded.url) as reading:
        return scope_of(reading.sql, ids[0], period, by, offices=ids)


def _plan(
    connection: "psycopg.Connection[tuple[str, ...]]", name: str, statement: str, scope: Scope
) -> str:
    asked = "explain (analyze, buffers) " + statement
    lines = connection.execute(asked, scope.summed_parameters).fetchall()
    return "\n".join([f"-- {name}", *(line for (line,) in lines)])
