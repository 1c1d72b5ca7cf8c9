"""Questions to a printer and its answers."""

from collections.abc import Callable
from typing import Literal

from devices import acknowledgement as ack
from devices.deadline import Deadline
from devices.errors import CoverOpenError, OfflineError, PaperOutError, PrinterError
from devices.links import Link

STATUS_WAIT_S = 0.4
"""How long a real-time answer may take; printers need a few ms, and some never answer."""

Paper = Literal["ok", "near_end", "out", "unknown"]


def receive(link: Link, wanted: Callable[[int], bool], deadline: Deadline) -> int | None:
    """The first answer of the wanted kind, None when none comes in time.

    Looks once more after the deadline: an answer that came while this machine stood still is there.
    """
    answers = ack.Answers()
    is_last_look = False
    while not is_last_look:
        is_last_look = deadline.has_passed()
        for byte in answers.read(link.receive(deadline)):
            if wanted(byte):
                return byte
    return None


def ask(link: Link, question: bytes, deadline: Deadline) -> int | None:
    """A real-time question and its answer, None when the printer does not answer it."""
    link.send(question, deadline)
    return receive(link, ack.is_realtime, deadline.at_most(STATUS_WAIT_S))


def why_stopped(link: Link, deadline: Deadline) -> PrinterError | None:
    """The reason that a stopped printer gives; None when it gives none or does not answer.

    Real-time questions are answered by a printer that stopped working off its data.
    """
    try:
        cause = ask(link, ack.ASK_OFFLINE_CAUSE, deadline)
    except PrinterError:
        return None
    if cause is None:
        return None
    if ack.has_cover_open(cause):
        return CoverOpenError("while printing")
    if ack.has_stopped_for_paper(cause):
        return PaperOutError("while printing")
    return OfflineError(f"offline cause {cause:#04x}") if ack.has_error(cause) else None


def paper_of(paper_status: int | None) -> Paper:
    """The words for an answer to ASK_PAPER."""
    if paper_status is None:
        return "unknown"
    if ack.is_paper_out(paper_status):
        return "out"
    return "near_end" if ack.is_paper_near_end(paper_status) else "ok"
