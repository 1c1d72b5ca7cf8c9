"""A kiosk that gives numbers without paper, on purpose: no print, no trouble, no second printer."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from operations.devices import PAPERLESS, Place, change_device, list_devices
from operations.pairing import start_pairing
from operations.upstream_columns import are_rows
from operations.upstream_rows import read_batch
from store.copies import back_up, restore_copy
from store.opening import open_store
from tests.feeding import Pair
from tests.hall import Hall
from tests.hall_devices import add, devices
from tests.house import PRINTER, Caller, House, add_printer, code_of
from tests.stores import engine_of

WISH = {"service": "A"}
KEY = "wish-0123456789"


@pytest.fixture
def manager(house: House) -> Caller:
    return house.caller("manager")


@pytest.fixture
def two(house: House) -> House:
    """A house with a second printer, at a counter."""
    return add_printer(house, "quay-1")


def changed(manager: Caller, device: str | None, body: dict[str, Any]) -> tuple[str | None, bool]:
    """What the device's printer and its choice of paper are after this PATCH."""
    answer = manager.send("PATCH", f"/devices/{device}", body)
    assert answer.status_code == 200, answer.text
    told = answer.get_json()
    return told["printer"], told["paperless"]


def choices(hall: Hall) -> list[Any]:
    """What is kept of where the devices print."""
    return [row["printer"] for row in hall.rows("select printer from device order by created_at")]


def test_its_number_is_on_the_screen_and_nothing_is_printed(two: House) -> None:
    taken = two.device("kiosk", printer=PAPERLESS).done("/tickets", WISH)

    assert (taken["label"], taken["print"]) == ("A001", None)
    assert taken["track_url"].endswith(taken["id"])
    assert two.hall.rows("select 1 from print_job") == []


def test_no_counter_hears_of_it(two: House) -> None:
    two.device("kiosk", printer=PAPERLESS).done("/tickets", WISH)
    two.running.press.settle_interrupted()

    state = two.clerk_at(1).done("/counters/1/open")

    assert state["waiting"][0]["label"] == "A001"
    assert (state["printers"], state["help"]) == ([], [])
    assert state["printer_names"] == [PRINTER, "quay-1"]


def test_a_clerk_prints_its_number_on_a_printer_of_the_office(two: House) -> None:
    taken = two.device("kiosk", printer=PAPERLESS).done("/tickets", WISH)

    job = two.clerk_at(1).done(f"/tickets/{taken['id']}/reprint", {"printer": PRINTER})

    assert (job["printer"], job["copy"]) == (PRINTER, False)
    assert (two.print_all(), two.papers()) == (1, 1)


def test_it_prints_on_a_printer_only_by_its_name(two: House) -> None:
    kiosk = two.device("kiosk", printer=PAPERLESS)
    ticket = kiosk.done("/tickets", WISH)["id"]

    assert code_of(kiosk.post(f"/tickets/{ticket}/reprint")) == "paperless"
    assert kiosk.done(f"/tickets/{ticket}/reprint", {"printer": "quay-1"})["printer"] == "quay-1"


def test_a_number_that_nobody_saw_leaves_the_line(two: House) -> None:
    kiosk = two.device("kiosk", printer=PAPERLESS)
    kiosk.done("/tickets", WISH, Idempotency_Key=KEY)

    assert kiosk.done("/tickets/withdraw", {"key": KEY})["outcome"] == "cancelled"


def test_a_number_that_a_clerk_printed_meanwhile_stays(two: House) -> None:
    kiosk = two.device("kiosk", printer=PAPERLESS)
    ticket = kiosk.done("/tickets", WISH, Idempotency_Key=KEY)["id"]
    two.clerk_at(1).done(f"/tickets/{ticket}/reprint", {"printer": PRINTER})
    two.print_all()

    assert kiosk.done("/tickets/withdraw", {"key": KEY})["outcome"] == "kept"


def test_a_device_is_let_in_without_paper(house: House, manager: Caller) -> None:
    with house.hall.store.maintain() as sql:
        asked = start_pairing(sql, "kiosk", address="192.0.2.1", now=house.hall.clock.now)
    place = {"code": asked["code"], "name": "Kiosk cửa", "paperless": True}

    made = manager.done("/devices", place)

    [listed] = manager.read("/devices")["devices"]
    for told in (made, listed):
        assert (told["printer"], told["paperless"], told["last_print"]) == (None, True, None)


def test_the_choice_is_changed_and_taken_back(house: House, manager: Caller) -> None:
    kiosk = house.device("kiosk", printer=PRINTER).device

    assert changed(manager, kiosk, {"paperless": True}) == (None, True)
    assert changed(manager, kiosk, {"printer": PRINTER}) == (PRINTER, False)
    assert changed(manager, kiosk, {"paperless": False}) == (PRINTER, False)
    assert changed(manager, kiosk, {"printer": None, "paperless": True}) == (None, True)
    assert changed(manager, kiosk, {"printer": None, "paperless": False}) == (None, False)


def test_a_program_that_does_not_know_the_choice_leaves_it(house: House, manager: Caller) -> None:
    kiosk = house.device("kiosk", printer=PAPERLESS).device

    assert changed(manager, kiosk, {"name": "Kiosk 2", "printer": None}) == (None, True)
    assert changed(manager, kiosk, {"zone": "T1"}) == (None, True)


def test_paper_and_no_paper_at_once_is_refused(house: House, manager: Caller) -> None:
    kiosk = house.device("kiosk", printer=PRINTER)

    both = manager.send(
        "PATCH", f"/devices/{kiosk.device}", {"printer": PRINTER, "paperless": True}
    )
    half = manager.send("PATCH", f"/devices/{kiosk.device}", {"paperless": "no"})

    assert both.get_json()["fields"].keys() == half.get_json()["fields"].keys() == {"paperless"}
    assert choices(house.hall) == [PRINTER]


def test_the_choice_is_a_word_that_every_report_has_carried(hall: Hall) -> None:
    add(hall, "kiosk", Place("Kiosk cửa", printer=PAPERLESS))

    with hall.store.reading() as reading:
        newest = reading.sql.get_office(id=hall.id)["version"]
        rows = read_batch(reading.sql, hall.id, -1, newest=newest).rows["device"]

    assert [row["printer"] for row in rows] == [PAPERLESS]
    assert are_rows("device", [dict(row) for row in rows])
    assert devices(hall)[0]["paperless"]


def test_it_is_not_among_those_whose_printer_may_be_missing(hall: Hall) -> None:
    add(hall, "kiosk", Place("Kiosk cửa", printer=PAPERLESS))
    add(hall, "kiosk", Place("Kiosk thường"))
    add(hall, "kiosk", Place("Kiosk sảnh", printer=PRINTER))

    with hall.store.reading() as reading:
        named = list(reading.sql.devices_that_name_printers())

    assert [(row["name"], row["printer"]) for row in named] == [("Kiosk sảnh", PRINTER)]


def test_the_province_hears_of_the_choice(pair: Pair) -> None:
    device, _ = add(pair.hall, "kiosk", Place("Kiosk cửa", printer=PRINTER))
    pair.report_all()
    with pair.hall.change() as change:
        change_device(change, device, Place("Kiosk cửa", printer=PAPERLESS), now=pair.clock.now)
    pair.report_all()

    with pair.province.reading() as reading:
        [told] = list_devices(reading.sql, pair.office, now=pair.clock.now)

    assert (told["printer"], told["paperless"], told["last_print"]) == (None, True, None)


def test_the_choice_is_in_a_backup(pair: Pair, tmp_path: Path) -> None:
    add(pair.hall, "kiosk", Place("Kiosk cửa", printer=PAPERLESS))
    back_up(engine_of(pair.hall.store), tmp_path / "backup.db")
    restore_copy(tmp_path / "backup.db", tmp_path / "new.db")

    with closing(open_store(f"sqlite:///{tmp_path / 'new.db'}")) as store:
        [told] = devices(Hall(store, pair.hall.id, pair.clock))

    assert told["paperless"]
