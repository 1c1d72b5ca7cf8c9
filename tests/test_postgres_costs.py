"""What a ticket and a call read on PostgreSQL: beside a hundred offices with a past no more than alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from devices.voice import announcement, missed_announcement
from operations.acts import NOBODY
from operations.boards import Voice, board_state
from operations.counter_state import counter_state
from operations.office_state import office_state
from operations.serving import call_next
from operations.snapshot import look_into
from operations.ticket_view import staff_view, ticket_view
from operations.tickets import Wish, take_ticket
from store.opening import open_store
from store.store import Change, Sql
from tests.hall import Hall, clerk, open_hall
from tests.postgres import Postgres
from tests.stores import rows, run

VOICE = Voice(announcement, missed_announcement, ("vi",))
OFFICES = 100
DAYS = 10
WARM = 12
"""After so many uses psycopg has prepared a statement, and PostgreSQL plans it for all values alike."""

PAGES = """
select coalesce(sum(pg_stat_get_xact_blocks_fetched(oid)), 0) as pages
from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
"""
"""The pages of tables and indexes that were asked for, whether they were in memory or not."""

SWAY = 1.3
"""The last pages of a line, an index that is a level deeper."""

Work = Callable[[Hall, Change], None]

OTHERS = {
    "office": {"id": "id || '-' || n", "code": "code || n"},
    "service": {"office": "office || '-' || n"},
    "counter": {"office": "office || '-' || n"},
    "counter_service": {"office": "office || '-' || n"},
    "counter_session": {"id": "id || '-' || n", "office": "office || '-' || n", "staff": "null"},
    "ticket": {"id": "id || '-' || n", "office": "office || '-' || n"},
    "ticket_event": {"ticket": "ticket || '-' || n", "office": "office || '-' || n"},
}
"""How a row of another office differs from that of ours."""

EARLIER = {
    "ticket": {
        "id": "id || '/' || n",
        "day": "to_char(date '2026-11-01' + n, 'YYYY-MM-DD')",
        "state": "case state when 'served' then state else 'expired' end",
        "counter": "null",
        "version": "version - 1000 * n",
    },
    "ticket_event": {"ticket": "ticket || '/' || n", "version": "version - 1000 * n"},
    "counter_session": {"id": "id || '/' || n", "closed_at": "opened_at"},
}
"""How a row of an earlier day differs from today's."""


SMALL = {
    "ticket": "number <= 4",
    "ticket_event": "ticket in (select id from ticket where number <= 4)",
}
"""Of these tables a small part is enough for a past."""


@pytest.fixture
def hall(postgres: Postgres) -> Iterator[Hall]:
    """An office alone in its database: some were served today, some wait."""
    with postgres.new_database() as url, closing(open_store(url)) as store:
        hall = open_hall(store)
        hall.open(1)
        hall.open(2)
        for turn in range(74):
            hall.take("AB"[turn % 2], actor=NOBODY)
        for _ in range(50):
            hall.call_next(1, finish=True)
        yield hall


def ticket(hall: Hall, change: Change) -> None:
    """A citizen takes a number and sees it."""
    taken = take_ticket(change, Wish("A"), actor=NOBODY, rules=hall.rules, now=hall.clock.now)
    seen = look_into(change, rules=hall.rules, now=hall.clock.now)
    ticket_view(seen, taken, rating_days=7, just_issued=True)


def call(hall: Hall, change: Change) -> None:
    """A clerk finishes and calls the next one, and sees who comes."""
    called = call_next(
        change, 1, actor=clerk(1), rules=hall.rules, now=hall.clock.now, finish_first=True
    )
    assert called is not None
    staff_view(look_into(change, rules=hall.rules, now=hall.clock.now), called)


def push(hall: Hall, change: Change) -> None:
    """What the screens are told afterwards."""
    seen = look_into(change, rules=hall.rules, now=hall.clock.now)
    board_state(seen, voice=VOICE)
    office_state(seen)
    counter_state(seen, 1)


def pages_touched(hall: Hall) -> Counter[str]:
    """What each work asks for, once every plan is made."""
    for _ in range(WARM):
        told = Counter({work.__name__: _pages(hall, work) for work in (ticket, call, push)})
    return told


def _pages(hall: Hall, work: Work) -> int:
    with hall.change() as change:
        before = _so_far(change.sql)
        work(hall, change)
        return _so_far(change.sql) - before


def _so_far(sql: Sql) -> int:
    return int(rows(sql, PAGES)[0]["pages"])


def add_rows(sql: Sql, table: str, times: int, differing: dict[str, str]) -> None:
    """Add every row of a table so many times, each time with these columns made from the row and n."""
    columns = rows(
        sql,
        "select column_name as name from information_schema.columns"
        " where table_name = ? and table_schema = 'public' order by ordinal_position",
        table,
    )
    names = [row["name"] for row in columns]
    made = ", ".join(differing.get(name, name) for name in names)
    run(
        sql,
        f"insert into {table} ({', '.join(names)})"  # noqa: S608 -- our own tables
        f" select {made} from {table}, generate_series(1, {times}) n where {SMALL.get(table, 'true')}",
    )
    run(sql, f"analyze {table}")


def add_others_and_past(hall: Hall) -> None:
    """A hundred offices like ours, each with days behind it."""
    with hall.store.maintain() as sql:
        for table, differing in EARLIER.items():
            add_rows(sql, table, DAYS, differing)
        for table, differing in OTHERS.items():
            add_rows(sql, table, OFFICES, differing)


def beyond(pages: Counter[str], alone: Counter[str]) -> dict[str, int]:
    """What costs more than it did alone."""
    return {name: count for name, count in pages.items() if count > SWAY * alone[name]}


def test_a_hundred_offices_with_a_past_cost_as_much_as_one_alone(hall: Hall) -> None:
    alone = pages_touched(hall)

    add_others_and_past(hall)
    with_old_plans = pages_touched(hall)
    with hall.store.maintain() as sql:
        run(sql, "analyze")
    with_new_plans = pages_touched(hall)

    assert not beyond(with_old_plans, alone), alone
    assert not beyond(with_new_plans, alone), alone
