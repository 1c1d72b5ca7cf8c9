"""Printers that fail: what we claim to know about the ticket, and how long a printer is waited for."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest

from config import PrinterSettings
from devices import dialogue
from devices.acknowledgement import ASK_IN_ORDER, is_in_order
from devices.deadline import Deadline
from devices.links import TcpLink
from devices.printer import Printer
from tests.paper import Machine, NetworkPaper
from tests.ports import nobody_listens
from tests.printing import (
    PATIENT_S,
    SILENCE_S,
    STATUS_S,
    USUAL_STATUS_S,
    Waits,
    at,
    status_may_take,
    ticket,
)

MOST_S = 30
"""Real time in which a machine that stands still for a while gets through what waits for nothing."""


pytestmark = pytest.mark.usefixtures("waits")


@contextmanager
def ends_by_itself() -> Iterator[None]:
    """Within, nothing waits for what never comes."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_S


def test_a_printer_without_paper_gets_no_ticket() -> None:
    with NetworkPaper(Machine(paper="out")) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "paper_out")
    assert paper.machine.commands == [b"\x10\x04\x04"]


@pytest.mark.parametrize(
    ("stops_for", "reason"),
    [("paper", "paper_out"), ("lid", "cover_open"), ("cutter", "printer_offline")],
)
def test_a_printer_that_stops_in_the_middle_says_why(
    stops_for: str, reason: str, waits: Waits
) -> None:
    machine = Machine(stops_after=20_000, stops_for=stops_for)  # type: ignore[arg-type] # one of three words
    with NetworkPaper(machine) as paper, waits.at_most(0.5):
        outcome = at(paper.port, STATUS_S + 0.5).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", reason)


def test_paper_that_ends_with_the_ticket_is_told_by_the_ordered_answer() -> None:
    with NetworkPaper(Machine(is_on_last_ticket=True)) as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "paper_out")


def test_a_printer_that_reads_and_never_answers_is_unknown(brief: Waits) -> None:
    with NetworkPaper(Machine(is_silent=True)) as paper:
        with brief.at_most(SILENCE_S):
            outcome = at(paper.port, SILENCE_S).print_image(ticket().image)
        paper.comes_out(1)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_a_printer_that_never_reads_fails_once_its_buffer_is_full(brief: Waits) -> None:
    with NetworkPaper(mode="hang", buffer=2048) as paper, brief.at_most(SILENCE_S):
        outcome = at(paper.port, SILENCE_S).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_timeout")


def test_a_printer_that_never_reads_but_buffers_all_is_unknown(brief: Waits) -> None:
    with NetworkPaper(mode="hang", buffer=1_000_000) as paper, brief.at_most(SILENCE_S):
        outcome = at(paper.port, SILENCE_S).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_a_printer_that_hangs_up_at_once_fails(waits: Waits) -> None:
    with NetworkPaper(mode="closes") as paper, waits.at_most(0):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "connection_lost")


def test_a_reset_in_the_middle_fails(waits: Waits) -> None:
    with NetworkPaper(mode="resets", buffer=2048) as paper, waits.at_most(0):
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "connection_lost")


def test_a_printer_that_hangs_up_after_the_last_byte_is_unknown(brief: Waits) -> None:
    del brief  # it is asked for its paper first, and says nothing
    with NetworkPaper(Machine(is_silent=True), mode="closes_after_ticket") as paper:
        outcome = at(paper.port).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "connection_lost")


def test_a_printer_that_is_off_fails(waits: Waits) -> None:
    with nobody_listens() as port, waits.at_most(0):
        outcome = at(port).print_image(ticket().image)

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

        with ends_by_itself():
            outcome = at(full.getsockname()[1], 0.6).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_unreachable")


def test_a_name_server_that_keeps_silent_cannot_hold_the_ticket_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: woken.wait(2 * MOST_S) and [])

    with ends_by_itself():
        outcome = at(9100, 0.3, host="may-in.example").print_image(ticket().image)

    woken.set()
    assert (outcome.state, outcome.reason) == ("failed", "printer_unreachable")


def test_status_that_nobody_asked_for_proves_nothing(brief: Waits) -> None:
    del brief  # it says nothing of what it was asked
    unasked = b"\x10\x00\x00\x00"
    machine = Machine(unasked=unasked, stops_after=60_000)
    with NetworkPaper(machine) as paper:
        outcome = at(paper.port, SILENCE_S).print_image(ticket().image)

    assert outcome.state != "printed"


def test_a_late_real_time_answer_proves_nothing(brief: Waits) -> None:
    with NetworkPaper(Machine(knows_ordered_status=False, is_late=True)) as paper:
        with brief.at_most(SILENCE_S):
            outcome = at(paper.port, SILENCE_S).print_image(ticket().image)
        paper.comes_out(1)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_a_ticket_behind_a_stuck_one_is_told_to_try_again() -> None:
    with NetworkPaper(mode="hang", buffer=2048) as paper:
        printer = at(paper.port)
        stuck = threading.Thread(target=lambda: printer.print_image(ticket().image))
        stuck.start()
        while not printer._lock.locked():
            time.sleep(0.001)
        quick = Printer(replace(printer.settings, timeout_s=0.1))  # type: ignore[type-var] # a dataclass here
        quick._lock = printer._lock
        outcome = quick.print_image(ticket().image)
    stuck.join()  # its printer has hung up

    assert (outcome.state, outcome.reason) == ("failed", "printer_busy")


def test_an_answer_that_came_while_this_machine_stood_still_is_heard(waits: Waits) -> None:
    del waits  # no other time passes
    with NetworkPaper() as paper:
        link = TcpLink("127.0.0.1", paper.port)
        link.open(Deadline.within(STATUS_S))
        link.send(ASK_IN_ORDER, Deadline.within(STATUS_S))
        assert link.receive(Deadline.within(STATUS_S)) == b"\x00"
        link.send(ASK_IN_ORDER, Deadline.within(STATUS_S))
        select.select([link._escpos.device], [], [], STATUS_S)

        heard = dialogue.receive(link, is_in_order, Deadline.within(0))
        link.close()

    assert heard == 0


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
    machine: Machine,
    online: bool,
    paper_is: str,
    reason: str | None,
    waits: Waits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if machine.is_silent:
        status_may_take(USUAL_STATUS_S, monkeypatch)
    with NetworkPaper(machine) as paper, waits.at_most(USUAL_STATUS_S if machine.is_silent else 0):
        health = at(paper.port, SILENCE_S if machine.is_silent else PATIENT_S).check()

    assert (health.online, health.paper, health.reason) == (online, paper_is, reason)
    assert bool(health.sentence) == (reason is not None)


def test_a_printer_that_hung_up_is_not_healthy() -> None:
    with NetworkPaper(mode="closes") as paper:
        assert at(paper.port).check().reason == "connection_lost"
    with nobody_listens() as port:
        assert at(port).check().reason == "printer_unreachable"
