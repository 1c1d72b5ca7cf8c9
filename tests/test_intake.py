"""The province takes an office's reports: whole, once, in order, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from operations.administration_counters import change_counter
from operations.devices import Place, add_device, note_seen
from operations.directives import fed_offices, queue_directive
from operations.upkeep import keep_up
from operations.upstream_rows import BATCH_ROWS
from tests.feeding import Pair, busy_morning, expected_by, small_batches
from tests.stores import run


def test_everything_that_happened_arrives_once(pair: Pair) -> None:
    busy_morning(pair.hall)

    pair.report_all()

    assert pair.is_alike()
    assert pair.intake()["behind"] == 0
    names = pair.at_province("select name from staff where office = ? order by 1", pair.office)
    assert [row["name"] for row in names] == ["canbo1@thu", "canbo2@thu"]


def test_nobody_can_sign_in_at_the_province_with_what_arrived(pair: Pair) -> None:
    pair.report_all()

    rows = pair.at_province("select password_hash from staff where office = ?", pair.office)
    assert {row["password_hash"] for row in rows} == {"-"}


def test_a_report_a_step_keeps_both_alike_at_every_step(pair: Pair) -> None:
    """Also where a batch is cut between a call and the finish that freed the counter before."""
    acts: tuple[Callable[[], object], ...] = (
        lambda: pair.hall.take("A"),
        lambda: pair.hall.take("A"),
        lambda: pair.hall.called(1),
        lambda: pair.hall.call_next(1, finish=True),
        lambda: pair.hall.call_next(1, finish=True),
    )
    for act in acts:
        act()
        pair.report_all()
        assert pair.is_alike()


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_the_smallest_batches_bring_the_same_as_the_largest(
    pair: Pair, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows ahead of their turn, and tickets that came to a counter twice, stand in nobody's way."""
    monkeypatch.setattr("operations.upstream.read_batch", small_batches(most))
    hall = pair.hall
    busy_morning(hall)
    one = hall.take("A")
    two = hall.take("A")
    called = hall.called(2)
    pair.report()
    hall.undo(called, 2)
    hall.call_this(two, 2)
    hall.no_show(two, 2)
    hall.call_this(one, 2)
    hall.transfer(one, 2, to=2)

    pair.report_all()

    assert pair.is_alike()


def test_the_same_batch_twice_late_and_out_of_order_changes_nothing(pair: Pair) -> None:
    pair.hall.take("A")
    pair.report_all()
    busy_morning(pair.hall)
    pair.report_all()
    acked = pair.intake()["acked"]

    for content in [*reversed(pair.sent), *pair.sent]:
        assert pair.arrives(content).answer["acked"] == acked

    assert pair.is_alike()


def test_an_act_taken_back_is_taken_back_at_the_province(pair: Pair) -> None:
    pair.hall.take("A")
    called = pair.hall.called()
    pair.report_all()
    pair.hall.undo(called)

    pair.report_all()

    assert pair.is_alike()
    undone = pair.at_province("select act from ticket_event where undone = 1")
    assert [row["act"] for row in undone] == ["call"]


def test_after_a_lost_answer_the_same_rows_come_again(pair: Pair) -> None:
    busy_morning(pair.hall)
    pair.arrives(pair.next_bytes())  # the answer is lost on its way
    pair.hall.take("A")

    pair.report_all()

    assert pair.is_alike()


def test_a_change_of_more_rows_than_a_batch_goes_whole(pair: Pair) -> None:
    for _ in range(3):
        pair.hall.take("A")
    with pair.hall.change() as change:
        for number in range(BATCH_ROWS + 5):
            ticket = pair.hall.rows("select id from ticket limit 1")[0]["id"]
            change.sql.add_event(
                office=pair.hall.id, version=change.version, position=number, ticket=ticket,
                act="expire", at="2026-11-23T01:00:00.000Z", from_state=None, to_state="expired",
                counter=None, staff=None, device=None, queue_class="normal", service="A",
                reason=None, before=None,
            )  # fmt: skip

    pair.report_all()

    assert pair.outgoing.batch.count > BATCH_ROWS
    assert pair.is_alike()


def test_the_office_says_how_its_devices_are(pair: Pair) -> None:
    with pair.hall.change() as change:
        kiosk, _ = add_device(change, "kiosk", Place("Kiosk 1"), now=pair.clock.now)
    pair.report_all()
    pair.hall.clock.forward(minutes=3)
    with pair.hall.store.maintain() as sql:
        note_seen(sql, {kiosk["id"]: "192.0.2.7"}, now=pair.hall.clock.now)
    pair.report_all()
    pair.arrives(pair.sent[0])  # older news, late

    seen = pair.at_province("select last_seen_at, address, token_hash from device")
    assert seen == [
        {
            "last_seen_at": "2026-11-23T01:03:00.000Z",
            "address": "192.0.2.7",
            "token_hash": f"fed:{kiosk['id']}",
        }
    ]


def test_a_catalogue_that_changed_at_the_office_is_the_provinces_too(pair: Pair) -> None:
    pair.report_all()
    with pair.hall.change() as change:
        change.sql.pause_service(office=pair.hall.id, code="B", paused=1, version=change.version)

    pair.report_all()

    assert pair.is_alike()


def test_the_province_leaves_the_day_of_a_fed_office_to_its_own_machine(pair: Pair) -> None:
    pair.hall.take("A")
    pair.report_all()

    keep_up(pair.province, seen={}, now=pair.clock.now + timedelta(days=1))

    assert pair.at_province("select state from ticket") == [{"state": "waiting"}]


def test_a_directive_goes_to_every_office_below_that_has_a_machine(pair: Pair) -> None:
    top, _ = expected_by(pair.province, code="tinh")
    with pair.province.change(top) as change:
        run(change.sql, "update office set fed = 0 where id = ?", top)
        change.sql.set_office_place(id=pair.office, parent=top, kind="commune")
        codes = fed_offices(change.sql, top, below=True)
        told = queue_directive(
            change.sql, list(codes), "notice", {"notices": {"vi": "Nghỉ"}}, by=None,
            now=pair.clock.now,
        )  # fmt: skip

    assert codes == {pair.office: "thu"}
    assert told == {pair.office: 1}
    pair.report()
    pair.report()
    with pair.hall.look() as seen:
        assert seen.office.notices == {"vi": "Nghỉ"}
    assert pair.at_province("select outcome from directive") == [{"outcome": "done"}]


def test_a_number_on_two_papers_is_kept_twice_and_stops_no_report(pair: Pair) -> None:
    first = pair.hall.take("A")
    pair.report_all()
    with pair.province.change(pair.office) as change:
        run(change.sql, "update ticket set number = 2 where id = ?", first.id)
    second = pair.hall.take("A")

    pair.report_all()

    rows = pair.at_province("select id, label, number from ticket order by number")
    assert rows == [
        {"id": first.id, "label": "A001", "number": 2},
        {"id": second.id, "label": "A002", "number": 1002},
    ]


def test_a_catalogue_row_that_comes_late_takes_no_service_from_a_counter(pair: Pair) -> None:
    pair.report_all()
    with pair.hall.change() as change:
        change_counter(change, 1, {"services": ["B"]})
    pair.report_all()

    pair.arrives(pair.sent[0])

    serves = pair.at_province(
        "select service from counter_service where office = ? and counter = 1", pair.office
    )
    assert serves == [{"service": "B"}]
