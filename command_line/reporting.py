"""The house reports to its province: by one process, and by another when that one falls."""

import os
import socket
import time
from secrets import token_hex

import gevent
import structlog

from command_line.building import Running, offices_of
from command_line.province_line import province_of
from command_line.upstream import Sender
from operations.upstream_turn import BEAT_S, Turn
from store.errors import StoreError

log = structlog.get_logger()


def report(running: Running) -> None:
    """Report for ever, where config.toml names a province: a house has one office then. A file of
    SQLite has one process; processes that share a server take turns.
    """
    house = running.house
    if not house.config.upstream.url:
        return
    office = offices_of(house.store)[0]
    turn = None if house.config.store.file else Turn(house.store, office, own_name())
    sender = Sender(
        store=house.store,
        office=office,
        province=province_of(house.config.upstream),
        clock=house.clock,
        sleep=gevent.sleep,
        run_blocking=house.run_blocking,
        changed=house.live.changed,
        turn=turn,
    )
    house.is_reporting = sender.may_report
    if turn is None:
        sender.run()
    else:
        _in_turn(sender, turn)


def own_name() -> str:
    """This process as an operator finds it: machine, process, and what no other one has."""
    return f"{socket.gethostname()}/{os.getpid()}/{token_hex(4)}"


def _in_turn(sender: Sender, turn: Turn) -> None:
    keeper = gevent.spawn(_keep, turn)
    try:
        sender.run()
    finally:
        keeper.kill()
        _let_go(turn)


def _keep(turn: Turn) -> None:
    """In a greenlet of its own: a report over a slow line takes minutes, a beat must not."""
    while True:
        was_mine = turn.is_mine
        try:
            turn.look(at_s=time.monotonic())
        except StoreError as error:
            log.warning("turn_unknown", code=error.code)
        except Exception:
            # A fault in one look must not leave the office without anybody who reports.
            log.exception("turn_crashed")
        if turn.is_mine != was_mine:
            log.info("turn", sender=turn.name, is_mine=turn.is_mine)
        gevent.sleep(BEAT_S)


def _let_go(turn: Turn) -> None:
    if not turn.is_mine:
        return
    try:
        turn.give_back()
    except StoreError as error:
        log.warning("turn_not_given_back", code=error.code)  # another takes it when it stands still
