"""What an office says of itself has to be readable: it stands on pages of all above it, and a text
that no page can read would fail them for everybody.
"""

from typing import Any

import pytest

from config import RatingSettings
from operations.devices import Place, add_device
from operations.intake_errors import BrokenBatchError
from operations.province import read_province
from operations.tree import list_tree
from operations.upstream_wire import pack
from tests.feeding import Pair, busy_morning

HEADS = {
    "names": ["", "x", "[]", "{}", '{"en": "Office"}', '{"vi": 7}', '{"vi": ""}', "[" * 90_000],
    "notices": ["", "null", '{"vi": null}', '{"vi": ["x"]}'],
    "languages": ["", "vi", "[]", "[7]", '{"vi": 1}'],
    "timezone": ["", "Mars", "../../etc/passwd", "/etc/localtime", "x" * 5000],
    "current_day": ["", "2026-02-30", "2026-11-22T00:00", "20261122", "0001-01-01"],
}
ROWS = {
    ("ticket", "issued_at"): ["", "x", "2026-13-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"],
    ("ticket", "called_at"): ["", "2026-11-22", "2026-11-22T08:00:00+07:00"],
    ("ticket", "day"): ["", "today", "2026-02-30"],
    ("ticket", "state"): ["", "gone", "Waiting"],
    ("ticket", "queue_class"): ["vip"],
    ("event", "at"): ["x"],
    ("event", "from_state"): ["gone"],
    ("rating", "reasons"): ["", "x", "{}", "[7]"],
    ("rating", "day"): ["x"],
    ("service", "names"): ["x", "{}"],
    ("service", "hours"): ["x", "[{}]", '[{"days": ["day"], "from": "07:00", "to": "08:00"}]'],
    ("counter", "names"): ["[]"],
    ("session", "opened_at"): ["x"],
    ("device", "help_at"): ["x"],
}


@pytest.mark.parametrize(
    ("field", "value"), [(f, v) for f, values in HEADS.items() for v in values]
)
def test_an_office_whose_head_nobody_can_read_is_refused_and_harms_nobody(
    pair: Pair, field: str, value: str
) -> None:
    pair.report()
    pair.next_bytes()
    head = pair.outgoing.head

    with pytest.raises(BrokenBatchError):
        pair.arrives(pack({**head, "office": {**head["office"], field: value}}, {}))

    with pair.province.reading() as reading:
        assert list_tree(reading.sql, pair.office)[0]["names"]["vi"]
        rules = RatingSettings()
        assert read_province(reading, pair.office, rules=rules, now=pair.clock.now)
    assert pair.intake()["refusal"] == "batch_broken"
    pair.report()
    assert pair.intake()["refusal"] is None


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00.000Z", "2026-11-23", "2026-11-23T01:00:00"])
def test_a_report_of_no_instant_that_can_be_kept_is_refused(pair: Pair, said: str) -> None:
    pair.next_bytes()

    with pytest.raises(BrokenBatchError):
        pair.arrives(pack({**pair.outgoing.head, "sent_at": said}, pair.outgoing.rows))


@pytest.mark.parametrize("place", ROWS, ids="-".join)
def test_a_row_that_nobody_can_read_refuses_the_batch(pair: Pair, place: tuple[str, str]) -> None:
    table, column = place
    busy_morning(pair.hall)
    with pair.hall.change() as change:
        add_device(change, "kiosk", Place("Kiosk thử"), now=pair.clock.now)
    pair.next_bytes()
    rows: dict[str, list[dict[str, Any]]] = {
        name: [dict(row) for row in found] for name, found in pair.outgoing.rows.items()
    }

    for value in ROWS[place]:
        broken = {**rows, table: [*rows[table][:-1], {**rows[table][-1], column: value}]}
        with pytest.raises(BrokenBatchError):
            pair.arrives(pack(pair.outgoing.head, broken))

    assert pair.at_province("select count(*) as rows from ticket") == [{"rows": 0}]
    pair.report_all()
    assert pair.is_alike()
