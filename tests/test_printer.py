"""Printing: what is on paper, and what we claim to know about it."""

import socket
import threading
import time
from contextlib import ExitStack
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from config import PrinterSettings
from devices.errors import SENTENCES
from devices.job import BAND_BYTES, band_height, ticket_bytes
from devices.printer import Outcome, Printer
from tests.paper import Machine, NetworkPaper, free_port, took_at_most
from tests.printing import URL, at, is_same, ticket

WIDTHS = [(80, 576), (58, 384)]


@pytest.mark.parametrize(("width_mm", "width_dots"), WIDTHS)
def test_paper_shows_what_was_laid_out_dot_for_dot(width_mm: int, width_dots: int) -> None:
    laid_out = ticket(width_dots)
    with NetworkPaper() as paper:
        settings = replace(at(paper.port, 2.5).settings, width_mm=width_mm)  # type: ignore[type-var] # the tests' settings are a dataclass
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
        outcome = at(paper.port, 5).print_image(ticket().image)

    assert outcome == Outcome("printed")


def test_near_end_paper_prints_with_a_warning() -> None:
    with NetworkPaper(Machine(paper="near_end")) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert outcome == Outcome("printed", warning="paper_near_end")
    assert outcome.sentence == SENTENCES["paper_near_end"]


def test_a_printer_without_paper_gets_no_ticket() -> None:
    with NetworkPaper(Machine(paper="out")) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "paper_out")
    assert paper.machine.commands == [b"\x10\x04\x04"]


@pytest.mark.parametrize(
    ("stops_for", "reason"),
    [("paper", "paper_out"), ("lid", "cover_open"), ("cutter", "printer_offline")],
)
def test_a_printer_that_stops_in_the_middle_says_why(stops_for: str, reason: str) -> None:
    machine = Machine(stops_after=20_000, stops_for=stops_for)  # type: ignore[arg-type] # one of three words
    with NetworkPaper(machine) as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", reason)


def test_paper_that_ends_with_the_ticket_is_told_by_the_ordered_answer() -> None:
    with NetworkPaper(Machine(is_on_last_ticket=True)) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "paper_out")


def test_a_printer_that_reads_and_never_answers_is_unknown() -> None:
    with NetworkPaper(Machine(is_silent=True)) as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")
    assert len(paper.machine.tickets) == 1


def test_a_printer_that_never_reads_fails_once_its_buffer_is_full() -> None:
    with NetworkPaper(mode="hang", buffer=2048) as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_timeout")


def test_a_printer_that_never_reads_but_buffers_all_is_unknown() -> None:
    with NetworkPaper(mode="hang", buffer=1_000_000) as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_a_printer_that_hangs_up_at_once_fails() -> None:
    with NetworkPaper(mode="closes") as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "connection_lost")


def test_a_reset_in_the_middle_fails() -> None:
    with NetworkPaper(mode="resets", buffer=2048) as paper, took_at_most(0.9):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "connection_lost")


def test_a_printer_that_hangs_up_after_the_last_byte_is_unknown() -> None:
    with NetworkPaper(Machine(is_silent=True), mode="closes_after_ticket") as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "connection_lost")


def test_a_printer_that_is_off_fails() -> None:
    with took_at_most(0.9):
        outcome = at(free_port()).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_unreachable")


def test_an_address_that_swallows_packets_fails_in_time() -> None:
    with ExitStack() as lines:
        full = lines.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            waiting = lines.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        time.sleep(0.05)

        with took_at_most(0.6):
            outcome = at(full.getsockname()[1], 0.6).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_unreachable")


def test_a_name_server_that_keeps_silent_cannot_hold_the_ticket_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: woken.wait(5) and [])

    with took_at_most(0.3):
        outcome = at(9100, 0.3, host="may-in.example").print_image(ticket().image)

    woken.set()
    assert (outcome.state, outcome.reason) == ("failed", "printer_unreachable")


def test_status_that_nobody_asked_for_proves_nothing() -> None:
    unasked = b"\x10\x00\x00\x00"
    machine = Machine(unasked=unasked, stops_after=60_000)
    with NetworkPaper(machine) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert outcome.state != "printed"


def test_a_late_real_time_answer_proves_nothing() -> None:
    with NetworkPaper(Machine(knows_ordered_status=False, is_late=True)) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_unasked_status_does_not_hide_the_proof() -> None:
    with NetworkPaper(Machine(unasked=b"\x10\x00\x00\x00")) as paper:
        assert at(paper.port).print_image(ticket().image) == Outcome("printed")


def test_two_tickets_at_once_come_out_one_after_the_other() -> None:
    outcomes: list[Outcome] = []
    with NetworkPaper(mode="slow") as paper:
        printer = at(paper.port, 5)
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


def test_a_ticket_behind_a_stuck_one_is_told_to_try_again() -> None:
    with NetworkPaper(mode="hang", buffer=2048) as paper:
        printer = at(paper.port, 0.6)
        stuck = threading.Thread(target=lambda: printer.print_image(ticket().image))
        stuck.start()
        time.sleep(0.1)
        quick = Printer(replace(printer.settings, timeout_s=0.1))  # type: ignore[type-var] # a dataclass here
        quick._lock = printer._lock
        outcome = quick.print_image(ticket().image)
        stuck.join()

    assert (outcome.state, outcome.reason) == ("failed", "printer_busy")


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_grey_pictures_are_refused_because_they_would_be_dithered(mode: str) -> None:
    with pytest.raises(ValueError, match='mode "1"'):
        at(9100).print_image(Image.new(mode, (576, 10)))


def test_a_picture_of_the_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="576 dots"):
        at(9100).print_image(Image.new("1", (384, 10)))


def test_a_printer_without_an_address_is_unreachable() -> None:
    outcome = Printer(PrinterSettings("thieu", "tcp")).print_image(ticket().image)

    assert outcome.reason == "printer_unreachable"
    assert "thieu" in outcome.detail


@pytest.mark.parametrize(
    ("machine", "online", "paper_is", "reason"),
    [
        (Machine(), True, "ok", None),
        (Machine(paper="near_end"), True, "near_end", "paper_near_end"),
        (Machine(paper="out"), False, "out", "paper_out"),
        (Machine(stops_after=0, stops_for="lid"), False, "ok", "cover_open"),
        (Machine(stops_after=0, stops_for="cutter"), False, "ok", "printer_offline"),
        (Machine(is_silent=True), False, "unknown", "no_answer"),
    ],
)
def test_health_is_what_the_printer_says(
    machine: Machine, online: bool, paper_is: str, reason: str | None
) -> None:
    with NetworkPaper(machine) as paper, took_at_most(0.9):
        health = at(paper.port).check()

    assert (health.online, health.paper, health.reason) == (online, paper_is, reason)
    assert bool(health.sentence) == (reason is not None)


def test_a_printer_that_hung_up_is_not_healthy() -> None:
    with NetworkPaper(mode="closes") as paper:
        assert at(paper.port).check().reason == "connection_lost"
    assert at(free_port()).check().reason == "printer_unreachable"
