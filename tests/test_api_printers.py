"""Where tickets are printed: by the device's own printer, or where the body says."""

from dataclasses import replace

import pytest

from config import PrinterSettings
from operations.intake_offices import make_token
from tests.house import PRINTER, Caller, House, add_printer
from tests.offices import at, open_province

WISH = {"service": "A"}


@pytest.fixture
def two(house: House) -> House:
    """A house with a second printer, at a counter."""
    return add_printer(house, "quay-1")


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


def test_what_a_counters_program_takes_does_not_come_out_at_a_kiosk(two: House) -> None:
    program = two.device("counter", 1)
    own = two.device("counter", 2, printer="quay-1")

    assert program.done("/tickets", WISH)["print"] is None
    assert program.done("/tickets", {**WISH, "printer": "quay-1"})["print"]["printer"] == "quay-1"
    assert own.done("/tickets", WISH)["print"]["printer"] == "quay-1"


def test_the_offices_own_printer_is_its_usual_one_wherever_the_file_names_it(house: House) -> None:
    add_printer(house, "rieng", office="thu")

    assert house.device("kiosk").done("/tickets", WISH)["print"]["printer"] == "rieng"
    assert house.clerk_at(1).done("/counters/1/open")["printer_names"] == ["rieng", PRINTER]
    house.running.house.printer_health = lambda asked: [{"name": name} for name in asked]
    told = house.caller("manager").read("/printers")["printers"]
    assert [one["name"] for one in told] == ["rieng", PRINTER]


def test_a_kiosk_that_names_no_printer_tells_of_the_usual_one(two: House) -> None:
    kiosk = two.device("kiosk")
    kiosk.done("/tickets", WISH)
    two.device("kiosk", printer="quay-1")
    two.hall.clock.forward(minutes=3)
    two.print_all()

    told = two.caller("manager").read("/devices")["devices"]

    [usual, other] = sorted(told, key=lambda one: one["printer"] or "")
    assert (usual["printer"], usual["last_print"]["reason"]) == (None, "too_late")
    assert other["last_print"] is None


def test_of_an_office_with_its_own_machine_no_printer_is_known_here(house: House) -> None:
    sister, province = open_province(house.hall)
    with sister.change() as change:
        make_token(change, now=sister.clock.now)
    manager = at(house, province).caller("manager")

    assert manager.read("/printers?office=em")["printers"] == []
    assert [one["name"] for one in manager.read("/printers?office=thu")["printers"]] == [PRINTER]


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
