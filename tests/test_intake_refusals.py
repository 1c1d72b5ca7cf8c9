"""What the province refuses of an office's report: with a code, shown, and nothing of it kept."""

import json
import zlib
from typing import Any

import pytest

from operations import intake_errors as refusals
from operations.errors import NotFoundError
from operations.intake import refuse_unread
from operations.intake_errors import IntakeError
from operations.intake_offices import (
    make_token,
    open_expected_office,
    revoke_token,
)
from operations.tree import TREE, find_office
from operations.upstream import note_refused, standing, upstream_state
from operations.upstream_rows import read_office
from operations.upstream_wire import pack
from tests.feeding import Pair, busy_morning, changed, expected_by
from tests.stores import run


def refused(pair: Pair, content: bytes, error: type[IntakeError], token: str = "") -> None:
    """The province refuses it with this code, keeps nothing, shows it, and takes the right one."""
    before = pair.at_province("select count(*) as rows from ticket")
    with pytest.raises(error):
        pair.arrives(content, token, claimed="thu")

    assert pair.at_province("select count(*) as rows from ticket") == before
    assert pair.intake()["refusal"] == error.code


def test_a_wrong_token_is_refused_and_told_of_the_office_that_named_itself(pair: Pair) -> None:
    refused(pair, pair.next_bytes(), refusals.UnknownTokenError, token="guessed")

    pair.report_all()
    assert pair.intake()["refusal"] is None


def test_a_revoked_token_opens_nothing_until_there_is_a_new_one(pair: Pair) -> None:
    with pair.province.change(pair.office) as change:
        revoke_token(change, now=pair.clock.now)
    refused(pair, pair.next_bytes(), refusals.RevokedTokenError)

    with pair.province.change(pair.office) as change:
        pair.token = make_token(change, now=pair.clock.now)
    pair.report_all()
    assert pair.is_alike()


def test_a_batch_of_a_newer_program_is_refused(pair: Pair) -> None:
    newer = changed(pair.next_bytes(), lambda head: head.update(format=2))

    refused(pair, newer, refusals.NewerFormatError)


def test_a_clock_ahead_by_a_day_is_refused_until_it_is_right_again(pair: Pair) -> None:
    pair.hall.clock.forward(days=1)
    refused(pair, pair.next_bytes(), refusals.ClockAheadError)
    assert json.loads(pair.intake()["refusal_facts"]) == {"ahead_s": 86_400}

    pair.hall.clock.back(days=1)
    pair.report_all()
    assert pair.is_alike()


def test_how_far_a_clock_differs_is_shown(pair: Pair) -> None:
    pair.hall.clock.back(minutes=7)
    pair.report_all()

    assert pair.intake()["clock_ahead_s"] == -420


def test_a_report_too_long_to_be_read_is_shown_like_any_other(pair: Pair) -> None:
    error = refusals.TooLargeReportError()
    with pytest.raises(refusals.TooLargeReportError):
        refuse_unread(pair.province, pair.token, error, claimed="thu", now=pair.clock.now)

    assert pair.intake()["refusal"] == "too_large"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.9])
def test_a_batch_cut_off_is_refused(pair: Pair, share: float) -> None:
    busy_morning(pair.hall)
    content = pair.next_bytes()

    refused(pair, content[: int(len(content) * share)], refusals.BrokenBatchError)


def test_a_batch_that_lost_a_line_or_changed_on_its_way_is_refused(pair: Pair) -> None:
    busy_morning(pair.hall)
    content = pair.next_bytes()
    lines = zlib.decompress(content, 31).split(b"\n")
    shorter = zlib.compress(b"\n".join(lines[:-1]), wbits=31)
    other = zlib.compress(b"\n".join([*lines[:-1], lines[-1].replace(b"A", b"B")]), wbits=31)

    for broken in (shorter, other, b"", b"{}", zlib.compress(b"[]\n", wbits=31)):
        refused(pair, broken, refusals.BrokenBatchError)


@pytest.mark.parametrize(
    "fact", ["office", "after", "sent_at", "health", "outcomes", "restored", "directive"]
)
def test_a_head_that_misses_a_fact_or_lies_about_its_kind_is_refused(pair: Pair, fact: str) -> None:
    content = pair.next_bytes()

    refused(pair, changed(content, lambda head: head.pop(fact)), refusals.BrokenBatchError)
    for lie in (None, [1], {"seen": 1, "prints": [1]}, "never", -(2**60)):
        lied = changed(content, lambda head, lie=lie: head.update({fact: lie}))  # type: ignore[misc]
        refused(pair, lied, refusals.BrokenBatchError)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("password", {"id": "x"}),
        ("ticket", {}),
        ("counter", {"number": "one"}),
        ("staff", {"id": "x", "name": "a\0b"}),
    ],
)
def test_rows_that_no_office_has_are_refused(pair: Pair, table: str, row: Any) -> None:
    pair.next_bytes()
    content = pack(pair.outgoing.head, {table: [row]})

    refused(pair, content, refusals.BrokenBatchError)


def test_a_gap_in_versions_is_refused_with_where_to_begin(pair: Pair) -> None:
    busy_morning(pair.hall)
    gap = changed(pair.next_bytes(), lambda head: head.update(after=5))

    refused(pair, gap, refusals.VersionGapError)
    assert json.loads(pair.intake()["refusal_facts"]) == {"acked": -1}


def test_another_office_with_this_ones_token_is_refused(pair: Pair) -> None:
    other = changed(
        pair.next_bytes(),
        lambda head: head.update(office={**pair.outgoing.head["office"], "code": "other"}),
    )
    refused(pair, other, refusals.ForeignRowsError)

    pair.report_all()
    machine = changed(
        pair.next_bytes(),
        lambda head: head.update(office={**pair.outgoing.head["office"], "id": "other"}),
    )
    refused(pair, machine, refusals.ForeignRowsError)


def test_rows_of_another_office_are_refused_whoever_sends_them(pair: Pair) -> None:
    busy_morning(pair.hall)
    pair.report_all()
    office, token = expected_by(pair.province, code="other")
    stolen = changed(
        pair.sent[0],
        lambda head: head.update(office={**pair.outgoing.head["office"], "code": "other"}),
    )

    with pytest.raises(refusals.ForeignRowsError):
        pair.arrives(stolen, token)

    assert pair.at_province("select id from ticket where office = ?", office) == []
    assert pair.is_alike()


def test_rows_that_name_what_is_nowhere_are_refused(pair: Pair) -> None:
    pair.hall.take("A")
    pair.next_bytes()
    rows = {"ticket": pair.outgoing.rows["ticket"]}
    content = pack(pair.outgoing.head, rows)
    with pair.province.change(pair.office) as change:
        run(change.sql, "delete from counter_service")
        run(change.sql, "delete from service")

    refused(pair, content, refusals.ConflictingRowsError)


def test_a_machine_that_another_one_replaced_is_refused(pair: Pair) -> None:
    pair.report_all()
    old = changed(
        pair.next_bytes(),
        lambda head: head.update(office={**pair.outgoing.head["office"], "epoch": "another"}),
    )

    refused(pair, old, refusals.OldEpochError)


def test_an_office_that_works_at_the_province_cannot_be_fed(pair: Pair) -> None:
    busy_morning(pair.hall)
    pair.report_all()
    with pair.province.change(pair.office) as change:
        run(change.sql, "delete from intake where office = ?", pair.office)

    with (
        pytest.raises(refusals.OfficeInUseError),
        pair.province.change(pair.office) as change,
    ):
        make_token(change, now=pair.clock.now)


def test_a_report_with_fewer_rows_than_it_says_or_without_json_is_refused(pair: Pair) -> None:
    busy_morning(pair.hall)
    content = pair.next_bytes()

    refused(pair, changed(content, lambda head: head.update(rows=1)), refusals.BrokenBatchError)
    refused(pair, zlib.compress(b"no json", wbits=31), refusals.BrokenBatchError)


def test_a_stranger_who_names_no_office_is_refused_and_leaves_no_trace(pair: Pair) -> None:
    with pytest.raises(refusals.UnknownTokenError):
        pair.arrives(pair.next_bytes(), "guessed", claimed="nowhere")

    assert pair.intake()["refusal"] is None


def test_a_token_that_was_never_made_cannot_be_revoked(pair: Pair) -> None:
    head = {"code": "moi", "names": "Xã Mới"}
    with pair.province.maintain(TREE) as sql:
        open_expected_office(sql, head, parent=None, now=pair.clock.now)
        office = find_office(sql, "moi")

    with pytest.raises(NotFoundError), pair.province.change(office) as change:
        revoke_token(change, now=pair.clock.now)


def test_a_gap_begins_again_where_the_province_stands(pair: Pair) -> None:
    """The province itself came back from a backup and knows less than it had acknowledged."""
    busy_morning(pair.hall)
    pair.report_all()
    with pair.province.change(pair.office) as change:
        run(change.sql, "update intake set acked = 3 where office = ?", pair.office)
    with pytest.raises(refusals.VersionGapError) as gap:
        pair.report()

    store, office = pair.hall.store, pair.hall.id
    note_refused(store, office, "unreachable", {}, now=pair.clock.now)
    note_refused(store, office, gap.value.code, gap.value.facts, now=pair.clock.now)
    with store.reading() as reading:
        told = upstream_state(reading.sql, office, every_s=15)
    assert told is not None
    assert told["refusal"] == "version_gap"
    assert told["waiting"] > 0
    assert told["again_s"] == 60
    pair.report_all()

    assert pair.is_alike()


def test_an_office_that_reports_to_nobody_has_nothing_to_say(pair: Pair) -> None:
    with pair.province.reading() as reading:
        assert upstream_state(reading.sql, pair.office, every_s=15) is None
        with pytest.raises(NotFoundError):
            standing(reading.sql, pair.office)
        with pytest.raises(NotFoundError):
            read_office(reading.sql, "nowhere")
