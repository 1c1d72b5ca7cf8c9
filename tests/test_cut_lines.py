"""The line to PostgreSQL is cut in the middle of an act: nothing of it stays, and it can be done again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import psycopg
import pytest

from operations.catalogue import update_catalogue
from operations.catalogue_format import parse_catalogue
from operations.devices import Place, add_device, revoke_device
from operations.directives import carry_out, queue_directive
from operations.intake_offices import make_token, open_expected_office
from operations.pairing import PAIRINGS, accept_pairing, claim_link, make_link, start_pairing
from operations.passwords import Password
from operations.sign_in import sign_in
from operations.staff import change_staff
from operations.stale_days import mark_day
from operations.summaries import sum_days
from operations.tree import TREE, put_under
from operations.upstream import begin_upstream
from store.errors import UnreachableError
from store.store import Store
from tests.catalogues import COUNTER, OFFICE, SERVICE
from tests.hall import MORNING, Hall, open_hall
from tests.offices import open_beside
from tests.people import SECRET, hire
from tests.postgres import Postgres
from tests.stores import address_of

MOST = 200
"""Statements that no act here needs."""

PLACES: tuple[int | str, ...] = ("commit", *range(10), *range(10, MOST, 5))
"""Where a line is cut: before the commit, at each of the first statements, and here and there after
them.
"""

TRANSACTION = ("begin", "select pg_advisory")
"""Where a transaction begins there is nothing yet to lose, and a new line is taken at once."""


@dataclass(slots=True)
class Site:
    """An office with a sister, a screen that waits, a clerk, and a day to be summed."""

    hall: Hall
    sister: Hall
    code: str
    link: str
    clerk: str
    kiosk: str


@pytest.fixture(scope="module")
def site(postgres: Postgres) -> Iterator[Site]:
    """One for all acts here: each of them is done once, at its test's end."""
    with postgres.empty_store() as store:
        hall = open_hall(store)
        sister = open_beside(hall, "em")
        begin_upstream(store, hall.id, now=MORNING)
        with store.maintain(PAIRINGS) as sql:
            code = start_pairing(sql, "display", address="10.0.0.7", now=MORNING)["code"]
        with sister.change() as change:
            make_token(change, now=MORNING)
        with hall.change() as change:
            link = make_link(change, "display", Place("Sảnh"), now=MORNING)
            kiosk, _ = add_device(change, "kiosk", Place("Kiosk"), now=MORNING)
            for day in ("2026-11-20", "2026-11-21"):
                mark_day(change.sql, hall.id, day)
        yield Site(hall, sister, code, link, hire(hall), kiosk["id"])


def moved(site: Site) -> None:
    with site.hall.change(TREE) as change:
        put_under(change, site.sister.id)


def opened(site: Site) -> None:
    head = {"code": "moi", "names": {"vi": "Xã Mới Mẫu"}}
    with site.sister.change(TREE) as change:
        open_expected_office(change.sql, head, parent=site.sister.id, now=MORNING)


def imported(site: Site) -> None:
    with site.hall.change(TREE) as change:
        update_catalogue(change, parse_catalogue(OFFICE + SERVICE + COUNTER))


def told(site: Site) -> None:
    notice = {"notices": {"vi": "Nghỉ lễ"}}
    with site.hall.change() as change:
        queue_directive(change.sql, [site.sister.id], "notice", notice, by=None, now=MORNING)


def refused(site: Site) -> None:
    directive = {"number": 1, "kind": "unheard of", "body": {}}
    carry_out(site.hall.store, site.hall.id, directive, now=MORNING)


def let_in(site: Site) -> None:
    with site.hall.change() as change:
        accept_pairing(change, site.code, Place("Sảnh"), now=MORNING)


def claimed(site: Site) -> None:
    with site.hall.store.maintain(PAIRINGS) as sql:
        claim_link(sql, site.link, now=MORNING)


def sent_away(site: Site) -> None:
    with site.hall.change() as change:
        revoke_device(change, site.kiosk, now=MORNING)


def summed(site: Site) -> None:
    sum_days(site.hall.store, now=MORNING)


def served(site: Site) -> None:
    site.hall.take()


def put_away(site: Site) -> None:
    with site.hall.change() as change:
        change_staff(change, site.clerk, active=False, password=Password("-"), now=MORNING)


ACTS = (served, told, refused, let_in, claimed, sent_away, summed, imported, moved, opened, put_away)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_whose_line_is_cut_leaves_nothing_and_can_be_done_again(
    site: Site, act: Callable[[Site], None]
) -> None:
    before = everything(site.hall.store)
    cuts = 0
    for place in PLACES:
        with cut_at(site.hall.store, place) as was_cut:
            try:
                act(site)
            except UnreachableError:
                cuts += 1
                assert everything(site.hall.store) == before
        if not was_cut:
            break

    assert cuts > 1
    assert everything(site.hall.store) != before


def test_a_sign_in_whose_line_is_cut_counts_as_a_guess_and_opens_nothing(site: Site) -> None:
    hire(site.hall, "mai")
    without = "sign_in_failure"
    before = everything(site.hall.store, without)
    for place in PLACES:
        with cut_at(site.hall.store, place) as was_cut:
            try:
                come_in(site)
            except UnreachableError:
                assert everything(site.hall.store, without) == before
        if not was_cut:
            break

    assert everything(site.hall.store, without) != before


def come_in(site: Site) -> None:
    sign_in(site.hall.store, "mai", SECRET, address="10.0.0.9", now=MORNING, tries=MOST)


@contextmanager
def cut_at(store: Store, place: int | str) -> Iterator[list[int]]:
    """The server ends the connection just before this statement, by its number without those of a
    beginning, or by its words; what is answered is empty where it never came to that.
    """
    seen, was_cut = 0, list[int]()
    plain = psycopg.Cursor.execute

    def execute(cursor: Any, query: Any, *values: Any, **how: Any) -> Any:
        nonlocal seen
        if not str(query).startswith(TRANSACTION):
            if place in (seen, str(query)) and not was_cut:
                was_cut.append(seen)
                ended(store, cursor.connection.info.backend_pid)
            seen += 1
        return plain(cursor, query, *values, **how)

    def ended(store: Store, pid: int) -> None:
        with psycopg.connect(address_of(store), autocommit=True) as other:
            plain(other.cursor(), "select pg_terminate_backend(%s, 60000)", (pid,))

    with patch.object(psycopg.Cursor, "execute", execute):
        yield was_cut


def everything(store: Store, *without: str) -> dict[str, str]:
    """A sum of all rows of each table, but for those named."""
    with psycopg.connect(address_of(store)) as looking:
        tables = [
            row[0]
            for row in looking.execute(
                "select tablename from pg_tables where schemaname = 'public'"
            )
        ]
        return {
            table: str(
                looking.execute(
                    f"select md5(string_agg(t::text, '|' order by t::text)) from {table} t"  # noqa: S608 -- our own names
                ).fetchone()
            )
            for table in tables
            if table not in without
        }
