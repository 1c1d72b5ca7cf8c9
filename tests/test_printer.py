"""Printing: what is on paper, and what we claim to know about it."""

import threading
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from devices.errors import SENTENCES
from devices.job import BAND_BYTES, band_height, ticket_bytes
from devices.printer import Outcome, Printer
from tests.paper import Machine, NetworkPaper
from tests.printing import (
    URL,
    at,
    is_same,
    ticket,
)

WIDTHS = [(80, 576), (58, 384)]


pytestmark = pytest.mark.usefixtures("waits")


@pytest.mark.parametrize(("width_mm", "width_dots"), WIDTHS)
def test_paper_shows_what_was_laid_out_dot_for_dot(width_mm: int, width_dots: int) -> None:
    laid_out = ticket(width_dots)
    with NetworkPaper() as paper:
        settings = replace(at(paper.port).settings, width_mm=width_mm)  # type: ignore[type-var] # the tests' settings are a dataclass
        outcome = Printer(settings).print_image(laid_out.image)

    assert outcome == Outcome("printed")
    [printed] = paper.machine.tickets
    assert is_same(printed, laid_out.image)
    for _, box in laid_out.texts:
        assert is_same(printed.crop(box), laid_out.image.crop(box))
        assert printed.crop(box).getextrema()[0] == 0


@pytest.mark.parametrize(("width_mm", "width_dots"), WIDTHS)
def test_a_phone_reads_the_printed_code(width_mm: int, width_dots: int) -> None:
    machine = Machine()

    machine.take(ticket_bytes(ticket(width_dots).image))

    assert [code.text for code in zxingcpp.read_barcodes(machine.tickets[0].convert("L"))] == [URL]


@pytest.mark.parametrize(("width_mm", "width_dots"), WIDTHS)
def test_each_ticket_is_cut_once_and_at_its_end(width_mm: int, width_dots: int) -> None:
    machine = Machine()

    machine.take(ticket_bytes(ticket(width_dots).image))

    assert [command for command in machine.commands if command[:2] == b"\x1dV"] == [b"\x1dVB\x00"]
    assert machine.commands[-1] == b"\x1dVB\x00"
    assert machine.commands[0] == b"\x1b@"


@pytest.mark.parametrize("width_dots", [384, 576])
def test_a_band_fits_into_a_small_printers_buffer(width_dots: int) -> None:
    assert 0 < band_height(width_dots) * width_dots // 8 <= BAND_BYTES
    assert band_height(width_dots) % 24 == 0


def test_bytes_go_out_without_a_word_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    ticket_bytes(ticket().image)

    assert capsys.readouterr().out == ""


def test_a_host_name_is_looked_up() -> None:
    with NetworkPaper() as paper:
        assert at(paper.port, host="localhost").print_image(ticket().image) == Outcome("printed")


def test_a_slow_printer_is_waited_for() -> None:
    with NetworkPaper(mode="slow") as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert outcome == Outcome("printed")


def test_near_end_paper_prints_with_a_warning() -> None:
    with NetworkPaper(Machine(paper="near_end")) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert outcome == Outcome("printed", warning="paper_near_end")
    assert outcome.sentence == SENTENCES["paper_near_end"]


def test_unasked_status_does_not_hide_the_proof() -> None:
    with NetworkPaper(Machine(unasked=b"\x10\x00\x00\x00")) as paper:
        assert at(paper.port).print_image(ticket().image) == Outcome("printed")


def test_two_tickets_at_once_come_out_one_after_the_other() -> None:
    outcomes: list[Outcome] = []
    with NetworkPaper(mode="slow") as paper:
        printer = at(paper.port)
        jobs = [
            threading.Thread(target=lambda: outcomes.append(printer.print_image(ticket().image)))
            for _ in range(2)
        ]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()

    assert outcomes == [Outcome("printed")] * 2
    assert all(is_same(printed, ticket().image) for printed in paper.machine.tickets)
    assert len(paper.machine.tickets) == 2


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_grey_pictures_are_refused_because_they_would_be_dithered(mode: str) -> None:
    with pytest.raises(ValueError, match='mode "1"'):
        at(9100).print_image(Image.new(mode, (576, 10)))


def test_a_picture_of_the_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="576 dots"):
        at(9100).print_image(Image.new("1", (384, 10)))
