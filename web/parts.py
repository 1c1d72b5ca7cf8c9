"""The parts of the running house, as the routes reach them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from flask import current_app

from config import Config
from operations.rules import QueueRules
from store.ballast import Ballast
from store.store import Store
from web.report_workers import ReportWorkers

if TYPE_CHECKING:
    from web.live import Live

EXTENSION = "moiso"


@dataclass(slots=True)
class House:
    """Everything a route may use. `wake_press` starts printing after a change is kept;
    `run_blocking` calls what computes some 20 ms in a thread, so that the others go on; `reports`
    answers what would take too long here in a process of its own; `clock_ahead_s` says how far the
    machine's clock leapt ahead of the house's, 0 when it is right; `is_reporting` whether it is this
    process that reports to the province.
    """

    config: Config
    store: Store
    rules: QueueRules
    clock: Callable[[], datetime]
    public_address: str | None
    live: "Live"
    wake_press: Callable[[str], None]
    printer_health: Callable[[tuple[str, ...]], list[dict[str, Any]]]
    print_test: Callable[[str, str], dict[str, Any]]
    run_blocking: Callable[..., Any]
    reports: ReportWorkers
    has_room: Callable[[], bool]
    ballast: Ballast
    clock_ahead_s: Callable[[], int] = lambda: 0
    is_reporting: Callable[[], bool] = lambda: False


def house() -> House:
    """The house of the running app."""
    return cast(House, current_app.extensions[EXTENSION])
