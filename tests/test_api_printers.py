"""Where tickets are printed: by the device's own printer, or where the body says."""

from dataclasses import replace

import pytest

from config import PrinterSettings
from tests.house import PRINTER, Caller, House
from tests.offices import at, open_province

WISH = {"service": "A"}


@pytest.fixture
def two(house: House) -> House:
    """A house with a second printer, at a counter."""
    config = house.running.house.config
    second = PrinterSettings(name="quay-1", kind="file", path=house.folder / "beside")
    house.running.house.config = replace(config, printers={**config.printers, "quay-1": second})
    return house


def test_a_person_sees_every_printer_and_says_where_to_print(two: House) -> None:
    clerk = two.clerk_at(1)

    assert clerk.done("/counters/1/open")["printer_names"] == [PRINTER, "quay-1"]
    taken = clerk.done("/tickets", {**WISH, "printer": "quay-1"})

    job = clerk.get(f"/prints/{taken['print']['id']}").get_json()
    assert (job["printer"], job["copy"]) == ("quay-1", False)


def test_a_persons_ticket_waits_for_paper_until_it_is_asked_for(two: House) -> None:
    clerk = two.clerk_at(1)
    taken = clerk.done("/tickets", WISH)
    assert taken["print"] is None

    first = clerk.done(f"/tickets/{taken['id']}/reprint", {"printer": "quay-1"})
    second = clerk.done(f"/tickets/{taken['id']}/reprint")

    assert (first["printer"], first["copy"]) == ("quay-1", False)
    assert (second["printer"], second["copy"]) == (PRINTER, True)


@pytest.mark.parametrize(
    ("own", "printer"), [(None, PRINTER), ("quay-1", "quay-1"), ("gone", None)]
)
def test_a_kiosk_prints_on_its_own_printer(
    two: House, own: str | None, printer: str | None
) -> None:
    kiosk = two.device("kiosk", printer=own)

    job = kiosk.done("/tickets", WISH)["print"]

    assert (job and job["printer"]) == printer


def test_a_printer_that_is_not_there_gives_no_ticket(two: House) -> None:
    answer = two.clerk_at(1).post("/tickets", {**WISH, "printer": "quay-9"})

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "printer_unknown"
    assert "quay-9" in answer.get_json()["detail"]
    assert two.hall.rows("select 1 from ticket") == []


def test_a_printer_of_one_office_is_no_other_offices(house: House) -> None:
    sister, _ = open_province(house.hall)
    config, far = (
        house.running.house.config,
        PrinterSettings(name="quay-em", kind="file", path=house.folder / "far", office="em"),
    )
    house.running.house.config = replace(config, printers={"quay-em": far, **config.printers})
    here, there = house.caller("manager"), at(house, sister).caller("manager")

    def names(who: Caller) -> list[str]:
        return [printer["name"] for printer in who.read("/printers")["printers"]]

    assert house.clerk_at(1).done("/counters/1/open")["printer_names"] == [PRINTER]
    assert here.post("/printers/quay-em/test").get_json()["code"] == "printer_unknown"
    wish = here.post("/tickets", {**WISH, "printer": "quay-em"})
    assert wish.get_json()["code"] == "printer_unknown"
    assert house.device("kiosk").done("/tickets", WISH)["print"]["printer"] == PRINTER
    assert at(house, sister).device("kiosk").done("/tickets", WISH)["print"]["printer"] == "quay-em"
    house.running.house.printer_health = lambda asked: [{"name": name} for name in asked]
    assert names(here) == [PRINTER]
    assert names(there) == ["quay-em", PRINTER]
