"""An office on a new machine, from its backup: no number and no id twice, no hole at the province."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from command_line.upstream import open_from_backup
from config import UpstreamSettings
from operations.acts import NOBODY
from operations.administration_services import change_service
from operations.intake_errors import OldEpochError
from operations.intake_offices import make_token
from operations.upkeep import keep_up
from operations.upstream import begin_upstream
from operations.upstream_return import FAR, Fetched, come_back, go_on_alone, was_restored
from queueing.errors import ServiceFullError
from store.copies import back_up, restore_copy
from store.opening import open_store
from tests.feeding import Pair, busy_morning, small_batches
from tests.hall import Hall
from tests.stores import engine_of


@pytest.fixture
def backup(pair: Pair, tmp_path: Path) -> Path:
    """A backup of a morning with two who wait, half of which the province has."""
    busy_morning(pair.hall)
    pair.report_all()
    pair.hall.take("A")
    file = tmp_path / "backup.db"
    back_up(engine_of(pair.hall.store), file)
    return file


@contextmanager
def new_machine(pair: Pair, backup: Path) -> Iterator[Pair]:
    """The same office on another machine; the old one still exists."""
    target = backup.with_name("new.db")
    restore_copy(backup, target)
    with closing(open_store(f"sqlite:///{target}")) as store:
        hall = Hall(store, pair.hall.id, pair.clock)
        begin_upstream(store, hall.id, now=pair.clock.now)
        yield Pair(hall, pair.province, pair.office, pair.token, pair.clock)


def all_numbers(*places: Pair) -> list[tuple[str, str]]:
    """Which label which ticket has, at the machines and at the province."""
    found = {
        (row["label"], row["id"])
        for place in places
        for row in place.hall.rows("select label, id from ticket")
    }
    return sorted(
        found | {(r["label"], r["id"]) for r in places[0].at_province("select * from ticket")}
    )


def no_number_twice(*places: Pair) -> bool:
    """Whether each label of the day belongs to one ticket, wherever it is."""
    labels = [label for label, _ in all_numbers(*places)]
    return len(labels) == len(set(labels))


def test_with_the_line_up_the_office_fetches_what_it_had_sent_after_the_backup(
    pair: Pair, backup: Path
) -> None:
    served = pair.hall.called(2)
    pair.hall.finish(served, 2)
    pair.hall.rate(served, 2, reasons=["long_wait"])
    pair.hall.take("B")
    pair.report_all()

    with new_machine(pair, backup) as new:
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        same = new.hall.rows("select id, state, version from ticket order by id")
        assert same == pair.hall.rows("select id, state, version from ticket order by id")
        assert new.hall.rows("select ticket from rating where level = 2") != []

        new.hall.open(1)
        new.hall.take("A")
        new.hall.take("B")
        new.hall.called(1)
        new.report_all()

        assert new.is_alike()
        assert no_number_twice(new, pair)
        versions = pair.at_province("select version from ticket_event order by version")
        assert len(versions) == len({row["version"] for row in versions})


def test_of_two_processes_that_come_back_at_once_the_later_one_leaves_no_more_numbers_out(
    pair: Pair, backup: Path
) -> None:
    with new_machine(pair, backup) as new:

        def while_another_opens(after: int) -> Fetched:
            come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
            return new.fetch(after)

        come_back(new.hall.store, new.hall.id, while_another_opens, now=new.clock.now)
        skipped = "select skipped from number_jump where service = 'A'"
        assert new.hall.rows(skipped) == [{"skipped": 100}]


def test_numbers_that_the_province_never_heard_of_are_not_given_again(
    pair: Pair, backup: Path
) -> None:
    for _ in range(20):
        pair.hall.take("A")  # after the backup, and never sent

    with new_machine(pair, backup) as new:
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        for _ in range(20):
            new.hall.take("A")

        new.report_all()
        assert no_number_twice(new, pair)


@pytest.mark.parametrize("sent", [True, False])
def test_with_the_line_down_it_goes_on_far_above_and_fetches_later(
    pair: Pair, backup: Path, sent: bool
) -> None:
    for _ in range(120):
        pair.hall.take("A", actor=NOBODY)
    served = pair.hall.called(2)
    pair.hall.finish(served, 2)
    if sent:
        pair.report_all()

    with new_machine(pair, backup) as new:
        assert was_restored(new.hall.store, new.hall.id)
        go_on_alone(new.hall.store, new.hall.id, now=new.clock.now)
        assert not was_restored(new.hall.store, new.hall.id)
        new.hall.open(2)
        taken = [new.hall.take("A") for _ in range(5)]
        assert taken[0].version > FAR
        new.hall.finish(new.hall.called(2), 2)

        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert no_number_twice(new, pair)
        assert new.is_alike()
        state = new.at_province("select state from ticket where id = ?", served.id)
        assert state == ([{"state": "served"}] if sent else state)


def test_who_was_served_at_the_old_machine_is_not_expired_by_the_new_one(
    pair: Pair, backup: Path
) -> None:
    served = pair.hall.called(2)
    pair.hall.finish(served, 2)
    pair.report_all()

    with new_machine(pair, backup) as new:
        go_on_alone(new.hall.store, new.hall.id, now=new.clock.now)
        new.clock.forward(days=1)
        keep_up(new.hall.store, seen={}, now=new.clock.now)
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert new.is_alike()
        states = new.at_province("select state from ticket where id = ?", served.id)
        assert states == [{"state": "served"}]


def test_rows_that_came_ahead_of_their_turn_hold_nothing_back(pair: Pair, backup: Path) -> None:
    """The province knows of a call whose version is above all that it acknowledged."""
    ticket = pair.hall.take("B")
    content = pair.next_bytes()
    pair.arrives(content)
    (row,) = pair.at_province("select * from ticket where id = ?", ticket.id)
    known = pair.intake()
    with pair.province.change(pair.office) as change:
        change.sql.feed_ticket([{**row, "version": 900}])
        change.sql.note_heard(
            office=pair.office, source=pair.hall.id, epoch=known["epoch"], acked=known["acked"],
            newest=901, program="x", heard_at="x", clock_ahead_s=0, behind=0,
        )  # fmt: skip

    with new_machine(pair, backup) as new:
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.hall.cancel(ticket)
        new.report_all()

        states = new.at_province("select state from ticket where id = ?", ticket.id)
        assert states == [{"state": "cancelled"}]


def test_the_old_machine_is_refused_once_the_new_one_reported(pair: Pair, backup: Path) -> None:
    with new_machine(pair, backup) as new:
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        with pytest.raises(OldEpochError):
            pair.report()


def test_a_backup_newer_than_the_last_report_loses_nothing(pair: Pair, backup: Path) -> None:
    with new_machine(pair, backup) as new:
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert new.is_alike()


def test_a_daily_cap_counts_people_and_not_the_numbers_left_out(pair: Pair, backup: Path) -> None:
    with new_machine(pair, backup) as new:
        with new.hall.change() as change:
            change_service(change, "B", {"daily_cap": 5})
        go_on_alone(new.hall.store, new.hall.id, now=new.clock.now)

        given = [new.hall.take("B").number for _ in range(2)]  # three were given before

        assert given == [501, 502]
        with pytest.raises(ServiceFullError):
            new.hall.take("B")


def test_an_office_that_no_backup_made_opens_as_it_is(pair: Pair) -> None:
    before = pair.hall.rows("select version from office")

    open_from_backup(pair.hall.store, pair.hall.id, UpstreamSettings(), now=pair.clock.now)

    assert pair.hall.rows("select version from office") == before


def test_an_office_from_a_backup_without_a_province_gives_no_number_twice(
    pair: Pair, backup: Path
) -> None:
    pair.hall.take("A")
    with new_machine(pair, backup) as new:
        open_from_backup(new.hall.store, new.hall.id, UpstreamSettings(), now=new.clock.now)
        new.hall.take("A")

        assert no_number_twice(new, pair)


def test_a_province_that_is_not_there_holds_the_opening_up_for_a_moment_only(
    pair: Pair, backup: Path, free_port: int
) -> None:
    nobody = UpstreamSettings(url=f"http://127.0.0.1:{free_port}", token="x")
    with new_machine(pair, backup) as new:
        open_from_backup(new.hall.store, new.hall.id, nobody, now=new.clock.now, patience_s=0)

        assert new.hall.take("A").version > FAR


def test_the_token_stays_the_same_on_a_new_machine(pair: Pair, backup: Path) -> None:
    with pair.province.change(pair.office) as change:
        token = make_token(change, now=pair.clock.now)
    with new_machine(pair, backup) as new:
        new.token = token
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert new.is_alike()


@pytest.mark.parametrize("apart", [True, False])
def test_many_missing_rows_come_back_in_several_pieces(
    pair: Pair, backup: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    known = pair.hall.called(2)
    pair.hall.finish(known, 2)
    for _ in range(5):
        pair.hall.cancel(pair.hall.take("A"))
    pair.report_all()
    monkeypatch.setattr("operations.upstream_return.read_batch", small_batches(2))

    with new_machine(pair, backup) as new:
        if apart:
            go_on_alone(new.hall.store, new.hall.id, now=new.clock.now)
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert new.hall.ticket(known).state == "served"
        assert new.is_alike()


def test_who_was_at_a_counter_of_the_old_machine_goes_on_as_the_backup_has_it(
    pair: Pair, backup: Path
) -> None:
    called = pair.hall.called(2)
    finished = pair.hall.take("B")
    pair.hall.cancel(finished)
    served = pair.hall.finish(pair.hall.call_this(pair.hall.take("B"), 1), 1)
    pair.report_all()

    with new_machine(pair, backup) as new:
        go_on_alone(new.hall.store, new.hall.id, now=new.clock.now)
        come_back(new.hall.store, new.hall.id, new.fetch, now=new.clock.now)
        new.report_all()

        assert new.hall.ticket(called).state == "waiting"
        assert new.hall.ticket(served).state == "served"
        assert no_number_twice(new, pair)
