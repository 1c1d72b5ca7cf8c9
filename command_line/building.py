"""Put the parts together: config, store, live states, press, reports: a House."""

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

import counter.routes
import display.routes
import kiosk.routes
import manager.routes
import phone.routes
import rating.routes
from command_line.paper import Papers
from config import Config, QueueSettings
from operations.press import Press
from operations.rules import QueueRules
from queueing.order import OrderRules
from store import opening
from store.ballast import Ballast
from store.store import Store
from web import sockets
from web.app import create_app
from web.bus import Bus
from web.files import files_of
from web.live import Live
from web.parts import House
from web.report_workers import ReportWorkers
from web.states import read_states

SCREENS = (kiosk, display, counter, rating, phone, manager)

FLOOR_BYTES = 64 * 1024 * 1024
"""With less free disk than this no new ticket is given out, so that the counters can go on
calling those who wait: a day of calls needs about 10 MB."""


@dataclass(slots=True)
class Running:
    """A house with its app, its sockets and its press, ready to be served."""

    house: House
    app: Flask
    socketio: SocketIO
    press: Press
    lines: sockets.Lines
    bus: Bus | None


def open_store(config: Config) -> Store:
    """The store that config.toml names, opened and migrated."""
    return opening.open_store(
        config.store.url,
        busy_timeout_ms=config.store.busy_timeout_ms,
        connections=config.store.connections,
    )


def build(
    config: Config,
    store: Store,
    *,
    clock: Callable[[], datetime],
    spawn: Callable[..., Any],
    sleep: Callable[[float], None],
    run_blocking: Callable[..., Any],
    address: str | None,
) -> Running:
    """All parts, put together. `run_blocking` runs off the loop what waits for a device or computes;
    `address` is what phones open, or None for tickets without a code.
    """
    socketio = SocketIO()
    house: House
    live = Live(
        emit=lambda event, state, room: socketio.emit(event, state, to=room),
        read_states=lambda office, rooms: read_states(house, office, rooms),
        spawn=spawn,
        sleep=sleep,
    )
    papers = Papers(config, store, public_address=address, clock=clock, run_blocking=run_blocking)
    press = _press(config, store, papers, live, clock)
    house = House(
        config=config,
        store=store,
        rules=queue_rules(config.queue),
        clock=clock,
        public_address=address,
        live=live,
        wake_press=PressBell(press, spawn),
        printer_health=papers.health,
        print_test=papers.print_test,
        run_blocking=run_blocking,
        reports=ReportWorkers(store.engine.url),
        has_room=lambda: has_room(config.store.file),
        ballast=Ballast(config.store.file),
    )
    return _opened(house, socketio, press)


def _press(
    config: Config, store: Store, papers: Papers, live: Live, clock: Callable[[], datetime]
) -> Press:
    return Press(
        store=store,
        printers=tuple(config.printers),
        put_on_paper=papers.put,
        tell=live.tell_print,
        clock=clock,
    )


def _opened(house: House, socketio: SocketIO, press: Press) -> Running:
    """A house with its pages, its sockets and the bus, where there is one."""
    app = create_app(house)
    for screen in SCREENS:
        app.register_blueprint(screen.routes.blueprint)
    files_of(app).present()
    socketio.init_app(app, async_mode="gevent", manage_session=False, ping_interval=20)
    lines = sockets.init(socketio, app, house)
    url = house.config.live.bus
    bus = join_bus(url, house.live) if url else None
    return Running(house, app, socketio, press, lines, bus)


def join_bus(url: str, live: Live) -> Bus:
    """A bus over which `live` tells and hears the other processes; it is not started yet."""

    def again() -> None:
        live.spawn(live.resend)

    bus = Bus(url, hear=live.heard, again=again, spawn=live.spawn, sleep=live.sleep)
    live.publish = bus.publish
    return bus


class PressBell:
    """Ring for a printer: its queue runs in the background, one run at a time."""

    def __init__(self, press: Press, spawn: Callable[..., Any]) -> None:
        self._press = press
        self._spawn = spawn
        self._running: set[str] = set()
        self._rung: set[str] = set()

    def __call__(self, printer: str) -> None:
        """Something was queued for this printer."""
        self._rung.add(printer)
        if printer not in self._running:
            self._running.add(printer)
            self._spawn(self._run, printer)

    def _run(self, printer: str) -> None:
        try:
            while printer in self._rung:
                self._rung.discard(printer)
                self._press.run_queue(printer)
        finally:
            self._running.discard(printer)


def queue_rules(settings: QueueSettings) -> QueueRules:
    """The policies of config.toml as the verbs take them."""
    return QueueRules(
        order=OrderRules(
            max_wait=timedelta(minutes=settings.max_wait_min),
            priority_in_a_row=settings.priority_in_a_row,
        ),
        calls_allowed=settings.calls_before_no_show,
        grace=timedelta(minutes=settings.grace_min),
        undo=timedelta(seconds=settings.undo_s),
        tickets_per_minute=settings.tickets_per_minute,
        priority_age=settings.priority_age,
    )


def offices_of(store: Store) -> tuple[str, ...]:
    """The ids of the offices in the store."""
    with store.reading() as reading:
        return tuple(row["id"] for row in reading.sql.list_offices())


def has_room(file: Path | None) -> bool:
    """Whether the database's disk has more than the floor below which no ticket is given out; a
    database server looks after its own.
    """
    return file is None or shutil.disk_usage(file.parent).free > FLOOR_BYTES


def public_address(config: Config, *, port: int | None = None) -> str | None:
    """What stands before `/t/ID` in a QR code, or None for tickets without one; `port` is the
    one that is really listened on, when it is another than config.toml's.
    """
    server = replace(config.server, port=port or config.server.port)
    return server.public_address(lan_address())


def lan_address() -> str | None:
    """This machine's address in its network; asks the routing table, sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])
