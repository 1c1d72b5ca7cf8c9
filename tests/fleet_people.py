"""Kiosks, clerks and displays at the fleet's one address, as patient as the real ones."""

import http.client
import json
import random
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import socketio

from tests.fleet import COUNTERS, SERVICES, Fleet

PASSING = (502, 503, 504)
"""As in web/static/retry.js."""

KIOSKS = (1, 2)
GIVES_UP_S = 150
PACE_S = 0.05


class Line:
    """A keep-alive connection of one screen; a command is sent until somebody answers it."""

    def __init__(self, port: int, token: str | None = None) -> None:
        self._port = port
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._connection = self._connect()

    def post(self, path: str, **body: Any) -> tuple[int, Any]:
        """Status and body of the answer; the same key in every try."""
        key, end = uuid4().hex, time.monotonic() + GIVES_UP_S
        pause = 0.2
        while time.monotonic() < end:
            status, text = self._once(path, json.dumps(body), key)
            if status not in (0, *PASSING):
                return status, json.loads(text or "null")
            time.sleep(pause * random.uniform(1, 1.5))
            pause = min(2.0, pause * 2)
        raise TimeoutError(path)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _once(self, path: str, text: str, key: str) -> tuple[int, bytes]:
        try:
            self._connection.request(
                "POST", f"/api/v1{path}", text, {**self._headers, "Idempotency-Key": key}
            )
            answer = self._connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = self._connect()
            return 0, b""

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)


@dataclass(slots=True)
class Acknowledged:
    """What the house said yes to, and whatever else it said."""

    tickets: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    ratings: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Day:
    """Kiosks that take numbers and clerks who call, until the day is over."""

    fleet: Fleet
    tokens: dict[str, str]
    said: Acknowledged
    over: threading.Event = field(default_factory=threading.Event)

    def at_the_kiosk(self, number: int) -> None:
        """Numbers of every service in turn; slower than one kiosk may at most."""
        line = Line(self.fleet.port, self.tokens[f"kiosk {number}"])
        turn = 0
        while not self.over.is_set():
            turn += 1
            status, told = line.post("/tickets", service=SERVICES[turn % len(SERVICES)])
            if self._is_fine(status, 201, told):
                self.said.tickets[told["id"]] = told["label"]
            time.sleep(2 * PACE_S)
        line.close()

    def at_the_counter(self, number: int) -> None:
        """Finish and call next; who was served rates on the phone."""
        desk = Line(self.fleet.port, self.tokens[f"counter {number}"])
        phone = Line(self.fleet.port)
        served = None
        while not self.over.is_set():
            status, told = desk.post(f"/counters/{number}/call-next", finish=True)
            if served is not None:
                self._rate(phone, served)
            served = None
            if status != 204 and self._is_fine(status, 200, told):
                served = told["id"]
                self.said.calls.append(served)
            time.sleep(PACE_S)
        desk.close()
        phone.close()

    def _rate(self, phone: Line, ticket: str) -> None:
        status, told = phone.post(f"/tickets/{ticket}/rating", level=random.randint(1, 5))
        if self._is_fine(status, 201, told):
            self.said.ratings.append(ticket)

    def _is_fine(self, status: int, wanted: int, told: Any) -> bool:
        if status != wanted:
            self.said.refusals.append(f"{status} {told}")
        return status == wanted


@contextmanager
def working(fleet: Fleet, tokens: dict[str, str], said: Acknowledged) -> Iterator[Acknowledged]:
    """Two kiosks and a clerk at each counter work within; at the end all have their answers."""
    day = Day(fleet, tokens, said)
    people = [threading.Thread(target=day.at_the_kiosk, args=(n,)) for n in KIOSKS]
    people += [threading.Thread(target=day.at_the_counter, args=(n,)) for n in COUNTERS]
    for person in people:
        person.start()
    try:
        yield said
    finally:
        day.over.set()
        for person in people:
            person.join(timeout=GIVES_UP_S + 5)


class Display:
    """A screen in the hall, by a Socket.IO client of others' making."""

    def __init__(self, url: str, token: str) -> None:
        self.version = 0
        self._url, self._token = url, token
        self._is_off = False
        self._client = socketio.Client(reconnection_delay=0.5, reconnection_delay_max=5)
        self._client.on("connect", self._watch)
        self._client.on("board", self._take)
        self._client.on("disconnect", self._come_again)

    def switch_on(self) -> None:
        """Connect as live.js does: WebSocket only, with the token."""
        self._client.connect(
            self._url,
            auth={"token": self._token},
            transports=["websocket"],
            retry=True,
            wait_timeout=GIVES_UP_S,
        )

    def switch_off(self) -> None:
        """Leave for good."""
        self._is_off = True
        self._client.shutdown()

    def _watch(self) -> None:
        self._client.emit("watch", {"what": "board"})

    def _take(self, board: dict[str, Any]) -> None:
        self.version = max(self.version, int(board["version"]))

    def _come_again(self, reason: str) -> None:
        """The server closed the line itself: the client would stay away."""
        if reason == self._client.reason.SERVER_DISCONNECT and not self._is_off:
            threading.Timer(5, self._try_again).start()

    def _try_again(self) -> None:
        with suppress(socketio.exceptions.ConnectionError):
            self.switch_on()


def switch_off(displays: Iterable[Display]) -> None:
    """All at once: each takes some seconds to leave."""
    leaving = [threading.Thread(target=display.switch_off) for display in displays]
    for display in leaving:
        display.start()
    for display in leaving:
        display.join()
