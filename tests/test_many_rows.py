"""Which inserts PostgreSQL takes as a set of rows, and how the set is cut."""

import json

import pytest

from store.many_rows import row_set

UPSERT = """
insert into person (id, name, version) values (%(id)s, {name}, %(version)s)
on conflict (id) do update
set name = excluded.name, version = excluded.version
where person.version < {guard};
"""


def upsert(name: str = "%(name)s", guard: str = "excluded.version") -> str:
    """A query as aiosql hands it to the adapter."""
    return UPSERT.format(name=name, guard=guard)


def test_a_value_may_be_its_columns_own_or_a_word_of_sql() -> None:
    assert row_set(upsert()) is not None
    assert row_set(upsert(name="'-'")) is not None


def test_a_value_may_be_looked_up_by_the_row() -> None:
    found = row_set(upsert(name="(select known.name from person known where known.id = %(id)s)"))

    assert found is not None
    assert "known.id = many.id)" in found.statement


@pytest.mark.parametrize(
    "query",
    [
        upsert(name="%(full_name)s"),
        upsert(name="lower(%(name)s)"),
        upsert(name="(select known.name from person known where known.id = %(mother)s)"),
        upsert(guard="%(newest)s"),
        "update person set name = %(name)s where id = %(id)s;",
        "insert into person (id) values (%(id)s);",
    ],
)
def test_any_other_query_takes_a_row_at_a_time(query: str) -> None:
    """Another column's type would be taken for the value's, or a parameter would be left over."""
    assert row_set(query) is None


def test_a_set_is_cut_where_a_key_comes_again() -> None:
    found = row_set(upsert())
    assert found is not None

    runs = found.runs({"id": id_} for id_ in "abacb")

    assert [[row["id"] for row in json.loads(run)] for run in runs] == [
        ["a", "b"],
        ["a", "c", "b"],
    ]


def test_no_rows_make_no_statement() -> None:
    found = row_set(upsert())
    assert found is not None

    assert list(found.runs([])) == []
