"""Serve the house: gevent's WSGI server with WebSockets, the press and the upkeep beside it."""

import logging
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

import gevent
import structlog
from gevent.pool import Pool
from gevent.pywsgi import LoggingLogAdapter, WSGIServer

from command_line.building import Running
from command_line.reporting import report
from operations.press import ABANDONED_AFTER
from operations.upkeep import keep_up
from store.errors import DiskFullError, StoreError
from store.home import note_versions
from web.live import RESEND_S

log = structlog.get_logger()

MOST_CONNECTIONS = 5000
ALONE_RESEND_S = 5.0
"""How often all states are sent again while the other processes are not heard."""

TICK_S = 0.5
LET_GO_S = 1
STOP_TIMEOUT_S = 4
"""Together less than the 10 s after which Docker and the like end a process for good."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket without Nagle's delay, which cost 44 ms on every keep-alive request."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((host, port))
    listener.listen(1024)
    listener.setblocking(False)
    return listener


def serve(running: Running, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is being answered and close the store."""
    server = WSGIServer(
        listener, running.app, spawn=Pool(MOST_CONNECTIONS), log=None, error_log=_errors()
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, _stop, server, running)
    _begin_printing(running)
    rounds = [gevent.spawn(work, running) for work in (_upkeep, _resend, report)]
    if running.bus is not None:
        running.bus.start()
    gevent.spawn_later(0, ready)
    try:
        server.serve_forever()
    finally:
        gevent.killall(rounds)
        running.house.reports.close()
        running.house.store.close()


def _stop(server: WSGIServer, running: Running) -> None:
    """Take nobody in any more, let the sockets go, and finish what is being answered.

    Screens come back by themselves; their open lines would hold the stop up to its last second.
    """
    server.stop_accepting()
    sockets: Any = getattr(running.socketio, "server")  # noqa: B009 -- its types do not say so
    # A phone out of reach takes no farewell.
    gevent.with_timeout(LET_GO_S, sockets.eio.disconnect, timeout_value=None)
    server.stop(STOP_TIMEOUT_S)


def run_blocking(work: Callable[..., Any], *args: Any) -> Any:
    """Run what waits for a device or computes long in a real thread; the others go on."""
    return gevent.get_hub().threadpool.apply(work, args)


def _begin_printing(running: Running) -> None:
    """Settle what a stopped process left in the middle, and print what it left in the queue."""
    running.press.settle_interrupted(older_than=ABANDONED_AFTER if running.bus else None)
    for printer in running.press.printers:
        running.house.wake_press(printer)


def _resend(running: Running) -> None:
    """All states again, each RESEND_S after its last time, however long the offices take; sooner
    while this process does not hear what the others change.
    """
    while True:
        begin = time.monotonic()
        running.house.live.resend()
        while time.monotonic() - begin < (ALONE_RESEND_S if _is_alone(running) else RESEND_S):
            gevent.sleep(TICK_S)


def _is_alone(running: Running) -> bool:
    return running.bus is not None and running.bus.is_cut


def _upkeep(running: Running) -> None:
    """Every RESEND_S: days that turned, old answers and sessions, prints that wait, and sockets
    whose holder may not see them any more.
    """
    house = running.house
    while True:
        gevent.sleep(RESEND_S)
        try:
            _keep_up(running)
        except DiskFullError as error:
            log.error("disk_full", error=str(error))
            house.ballast.let_go()
        except StoreError as error:
            # A busy disk: the next round tries again, and the screens hear meanwhile.
            log.error("upkeep_failed", code=error.code, error=str(error))
        except Exception:
            # A fault here must not end the day's turn for every office.
            log.exception("upkeep_crashed")


def _keep_up(running: Running) -> None:
    house = running.house
    keep_up(house.store, seen=house.live.seen_devices(), now=house.clock())
    if house.config.store.file is not None:
        note_versions(house.store)
    if running.bus is not None:
        _begin_printing(running)
    running.lines.close_ended()
    if house.has_room():
        house.ballast.take_aboard()


def _errors() -> Any:
    return LoggingLogAdapter(logging.getLogger("gevent"), level=logging.WARNING)
