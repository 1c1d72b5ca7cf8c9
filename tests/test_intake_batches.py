"""An office's rows are kept as if one came after the other, however many come at once."""

import json
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from operations import intake_errors as refusals
from operations.upstream_columns import COLUMNS, LARGEST, LARGEST_VERSION
from operations.upstream_wire import pack
from queueing.tickets import Ticket
from store.adapters import PostgresAdapter, load_queries
from store.many_rows import row_set
from tests.feeding import Pair, busy_morning, expected_by, pair_of
from tests.postgres import Postgres
from tests.stores import statements

MANY = 5000
AWKWARD = 'Ông "Đỗ"\t\\N \\ {1,2} 100 % %(id)s :id\n🙂 ọ́\x7f'

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def arrive(pair: Pair, rows: Rows) -> None:
    """A report of these rows, beside what the office really says next."""
    pair.next_bytes()
    pair.arrives(pack(pair.outgoing.head, {**pair.outgoing.rows, **rows}))


def one_ticket(pair: Pair, **values: Any) -> dict[str, Any]:
    """The ticket of somebody who has just come, as it travels."""
    pair.hall.take("A")
    pair.next_bytes()
    return {**pair.outgoing.rows["ticket"][-1], **values}


def state_of(pair: Pair, ticket: str) -> Any:
    """The state in which the province has it."""
    return pair.at_province("select state from ticket where id = ?", ticket)[0]["state"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_ticket_twice_in_a_batch_the_last_version_is_kept(pair: Pair, order: int) -> None:
    early = one_ticket(pair)
    late = {**early, "state": "cancelled", "version": early["version"] + 1}

    arrive(pair, {"ticket": [early, late][::order]})

    assert state_of(pair, early["id"]) == "cancelled"


def test_a_ticket_twice_in_a_batch_frees_its_counter_for_the_next(pair: Pair) -> None:
    """In the order in which they came: otherwise two would stand at one counter."""
    first, second = one_ticket(pair), one_ticket(pair)
    at_counter = {"state": "called", "counter": 1}
    gone = {"state": "served", "version": first["version"] + 50}
    after = {**second, **at_counter, "version": second["version"] + 60}

    arrive(pair, {"ticket": [{**first, **at_counter}, second, {**first, **gone}, after]})

    assert state_of(pair, first["id"]) == "served"
    assert state_of(pair, second["id"]) == "called"


def test_the_same_rows_twice_in_one_batch_are_kept_once(pair: Pair) -> None:
    busy_morning(pair.hall)
    pair.next_bytes()
    twice = {table: [*rows, *rows] for table, rows in pair.outgoing.rows.items()}

    arrive(pair, twice)

    assert pair.is_alike()


def test_a_batch_of_one_row_is_kept(pair: Pair) -> None:
    pair.report_all()
    ticket = one_ticket(pair)

    pair.arrives(pack(pair.outgoing.head, {"ticket": [ticket]}))

    assert state_of(pair, ticket["id"]) == "waiting"


def test_a_batch_of_thousands_is_kept_in_its_order(pair: Pair) -> None:
    ticket = one_ticket(pair)
    crowd = [
        {**ticket, "id": f"{ticket['id']}{number}", "number": number, "label": str(number)}
        for number in range(2, MANY + 2)
    ]

    arrive(pair, {"ticket": crowd, "event": []})

    kept = pair.at_province("select id, number from ticket order by number")
    assert kept == [{"id": row["id"], "number": row["number"]} for row in crowd]


def test_what_may_be_missing_may_be_missing_everywhere(pair: Pair) -> None:
    sent = {
        table: {**row, **{name: None for name, kind in COLUMNS[table].items() if "null" in kind}}
        for table, row in rows_of_every_table(pair).items()
    }

    pair.arrives(pack(pair.outgoing.head, {table: [row] for table, row in sent.items()}))

    assert {table: kept_of(pair, table, row) for table, row in sent.items()} == sent


def test_each_value_arrives_as_it_was(pair: Pair) -> None:
    """Text of any sign, and the largest numbers that fit."""
    sent = {
        table: {**{name: odd(kind) for name, kind in COLUMNS[table].items()}, **named(row)}
        for table, row in rows_of_every_table(pair).items()
    }

    pair.arrives(pack(pair.outgoing.head, {table: [row] for table, row in sent.items()}))

    assert {table: kept_of(pair, table, row) for table, row in sent.items()} == sent


NAMES = {"id", "ticket", "staff", "service", "issued_service", "counter", "day"}
"""What other rows are named by."""

KEYS = {"event": "ticket", "rating": "ticket"}
TABLES = {"event": "ticket_event", "session": "counter_session"}
KEPT = ("staff", "device", "session", "ticket", "event", "rating")


def odd(kind: str) -> Any:
    """A value that is easily kept as another one."""
    known = {"version": LARGEST_VERSION, **READABLE}
    return known.get(kind.removesuffix(" or null"), AWKWARD if "text" in kind else LARGEST)


LAST_INSTANT = "2199-12-31T23:59:59.999Z"
READABLE = {
    "instant": LAST_INSTANT,
    "words": json.dumps([AWKWARD]),
    "state": "expired",
    "class": "appointment",
}
"""Of each kind that has to be read again, a value at its edge."""


def named(row: Mapping[str, Any]) -> dict[str, Any]:
    """What other rows are named by, as it is."""
    return {name: value for name, value in row.items() if name in NAMES}


def rows_of_every_table(pair: Pair) -> dict[str, dict[str, Any]]:
    """A row of each table that names only what the province knows, or the other rows."""
    pair.hall.rate(served(pair), 4)
    pair.next_bytes()
    rows = {table: dict(found[-1]) for table, found in pair.outgoing.rows.items()}
    rows["staff"] = plain("staff") | {"active": 1, "version": 7}
    rows["device"] = plain("device") | {"counter": 1, "version": 7}
    rows["session"] = plain("session") | {"counter": 1, "paused_s": 1, "version": 7}
    return {table: rows[table] for table in KEPT}


def plain(table: str) -> dict[str, Any]:
    """A row of texts that can be read."""
    return {
        name: READABLE.get(kind.removesuffix(" or null"), "x")
        for name, kind in COLUMNS[table].items()
    }


def served(pair: Pair) -> Ticket:
    """A ticket that may be rated."""
    pair.hall.take("A")
    return pair.hall.finish(pair.hall.called())


def kept_of(pair: Pair, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it stands at the province, as far as it travels."""
    key = KEYS.get(table, "id")
    (found,) = pair.at_province(
        f"select {', '.join(COLUMNS[table])} from {TABLES.get(table, table)}"  # noqa: S608 -- our own names
        f" where {key} = ? and version = ?",
        row[key],
        row["version"],
    )
    if table == "staff":
        found["name"] = found["name"].removesuffix("@thu")
    return found


def test_one_row_of_another_office_refuses_the_whole_batch(pair: Pair) -> None:
    rows = rows_of_every_table(pair)
    pair.arrives(pack(pair.outgoing.head, {table: [row] for table, row in rows.items()}))
    _, token = expected_by(pair.province, code="other")
    other = {**pair.outgoing.head["office"], "code": "other"}
    head = {**pair.outgoing.head, "office": other}

    for table, version in product(FOREIGN, (0, 99)):
        with pytest.raises(refusals.ForeignRowsError):
            pair.arrives(pack(head, {table: [{**rows[table], "version": version}]}), token)

        kept = pair.at_province(f"select distinct office from {TABLES.get(table, table)}")  # noqa: S608 -- our own names
        assert kept == [{"office": pair.office}]


FOREIGN = ("staff", "device", "session", "ticket", "event", "rating")
"""The tables whose rows are named by ids that another office may have learnt: a ticket's stands in
the code on its paper.
"""


@pytest.mark.parametrize("table", ["event", "rating"])
def test_no_office_writes_to_a_ticket_of_another_one(pair: Pair, table: str) -> None:
    """Its own rating would come too late, and the office be refused for it."""
    rows = rows_of_every_table(pair)
    visit = {name: [rows[name]] for name in ("staff", "session", "ticket")}
    pair.arrives(pack(pair.outgoing.head, visit))
    _, token = expected_by(pair.province, code="other")
    head = {**pair.outgoing.head, "office": {**pair.outgoing.head["office"], "code": "other"}}

    with pytest.raises(refusals.ForeignRowsError):
        pair.arrives(pack(head, {table: [rows[table]]}), token)

    assert pair.at_province(f"select office from {TABLES.get(table, table)}") == []  # noqa: S608 -- our own names


def test_a_value_that_cannot_be_kept_refuses_the_whole_batch(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON that escapes every sign can carry what no text can."""
    monkeypatch.setattr("operations.upstream_wire.as_line", lambda *entry: json.dumps(entry))
    good = one_ticket(pair)

    for value in UNKEEPABLE:
        with pytest.raises(refusals.BrokenBatchError):
            arrive(pair, {"ticket": [good, {**good, **value}]})

    assert pair.at_province("select id from ticket") == []


UNKEEPABLE: tuple[dict[str, Any], ...] = (
    {"note": "half a sign: \ud83d"},
    {"note": "a\0b"},
    {"number": LARGEST + 1},
    {"version": LARGEST_VERSION + 1},
    {"calls": True},
    {"calls": 1.0},
    {"label": None},
    {"colour": "red"},
)


def test_lines_that_are_no_rows_refuse_the_whole_batch(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = one_ticket(pair)

    for line in ("{}", '"ticket"', '["ticket"]', "[1, {}]", '["ticket", {}, {}]', '["ticket", 1]'):
        monkeypatch.setattr("operations.upstream_wire.as_line", lambda *entry, line=line: line)
        with pytest.raises(refusals.BrokenBatchError):
            arrive(pair, {"ticket": [good]})

    assert pair.intake()["refusal"] == "batch_broken"


@pytest.mark.parametrize("table", COLUMNS)
def test_postgresql_takes_the_rows_of_a_table_at_once(table: str) -> None:
    """A query that is written otherwise would quietly take a row at a time."""
    sql = getattr(load_queries(PostgresAdapter), f"feed_{table}").sql

    assert row_set(sql) is not None


def test_a_report_asks_postgresql_as_often_however_many_come(
    postgres: Postgres, tmp_path: Path
) -> None:
    """Also where the rows are known already."""
    with postgres.empty_store() as province, pair_of(province, tmp_path) as pair:
        pair.report_all()
        few, many = (
            [statements_of(pair, people, again) for again in (False, True)] for people in (1, 9)
        )

    assert few == many


def statements_of(pair: Pair, people: int, again: bool) -> int:
    """What a report of so many who came asks of the province, the first or the second time."""
    for _ in range(people):
        pair.hall.take("A")
    content = pair.next_bytes()
    if again:
        pair.arrives(content)
    with statements(pair.province) as asked:
        pair.arrives(content)
    return len(asked)
