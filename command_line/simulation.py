"""Simulated citizens and clerks: they use the office over its real HTTP API, as screens do."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

import structlog

log = structlog.get_logger()

JSON = "application/json"


class RefusedError(Exception):
    """The server said no; `code` is its stable word for why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.code = code


@dataclass(slots=True)
class Client:
    """Somebody with a token or a session, talking to the API as our screens do."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request; None for an answer without content. Raises RefusedError and OSError."""
        answer, _ = self._send(method, path, body)
        return answer

    def sign_in(self, name: str, password: str) -> None:
        """Begin a session and carry its cookie and CSRF token from now on."""
        _, cookie = self._send("POST", "/sign-in", {"name": name, "password": password})
        self.headers["Cookie"] = cookie.partition(";")[0]
        self.headers["X-CSRF-Token"] = self.ask("GET", "/me")["csrf"]

    def _send(self, method: str, path: str, body: Any) -> tuple[Any, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {**self.headers, "Content-Type": JSON, "Idempotency-Key": uuid4().hex}
            sent = None if body is None else json.dumps(body)
            connection.request(method, f"/api/v1{path}", sent, headers)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        answer: Any = json.loads(text) if text else None
        if response.status >= 400:
            raise RefusedError(response.status, answer["code"])
        return answer, response.headers.get("Set-Cookie", "")


@dataclass(slots=True)
class Pace:
    """How the simulated people behave; times in seconds, divided by `speed`."""

    people_per_minute: float = 6.0
    service_s: float = 70.0
    speed: float = 1.0
    chance: random.Random = field(default_factory=random.Random)

    def around(self, mean_s: float) -> float:
        """A time that is mostly near the mean and sometimes long, as in a real hall."""
        return self.chance.gammavariate(3, mean_s / 3) / self.speed


Sleep = Callable[[float], None]


def citizens(kiosk: Client, pace: Pace, sleep: Sleep) -> None:
    """People come to the kiosk, for ever."""
    while True:
        try:
            _take(kiosk, pace)
        except (RefusedError, OSError) as error:
            log.info("a citizen went home", why=str(error))
        sleep(pace.chance.expovariate(pace.people_per_minute * pace.speed / 60))


def clerk(desk: Client, tablet: Client, number: int, pace: Pace, sleep: Sleep) -> None:
    """A clerk serves at a counter, for ever; the served rate on its tablet as they like."""
    while True:
        try:
            _serve_one(desk, tablet, number, pace, sleep)
        except (RefusedError, OSError) as error:
            log.info("a clerk was refused", counter=number, why=str(error))
            sleep(pace.around(5))


def _take(kiosk: Client, pace: Pace) -> None:
    chance = pace.chance
    services = [s for s in kiosk.ask("GET", "/office")["services"] if s["state"] == "open"]
    if not services:
        return
    wish: dict[str, Any] = {"service": chance.choice(services)["code"]}
    if chance.random() < 0.12:
        wish |= {"class": "priority", "priority_reason": chance.choice(["elderly", "pregnant"])}
    if chance.random() < 0.06:
        wish["language"] = "en"
    kiosk.ask("POST", "/tickets", wish)


def _serve_one(desk: Client, tablet: Client, number: int, pace: Pace, sleep: Sleep) -> None:
    chance = pace.chance
    ticket = desk.ask("POST", f"/counters/{number}/call-next", {})
    if ticket is None:
        sleep(pace.around(4))
        return
    path = f"/tickets/{ticket['id']}"
    sleep(pace.around(9))
    if chance.random() < 0.15:
        desk.ask("POST", f"{path}/recall")
        sleep(pace.around(10))
    if chance.random() < 0.05:
        desk.ask("POST", f"{path}/no-show")
        return
    desk.ask("POST", f"{path}/start")
    sleep(pace.around(pace.service_s))
    desk.ask("POST", f"{path}/finish")
    sleep(pace.around(6))
    if chance.random() < 0.6:
        tablet.ask("POST", f"{path}/rating", _opinion(chance))


def _opinion(chance: random.Random) -> dict[str, Any]:
    level = chance.choices([5, 4, 3, 2, 1], weights=[52, 31, 9, 5, 3])[0]
    opinion: dict[str, Any] = {"level": level, "shown_ms": chance.randint(2500, 15000)}
    if level <= 3:
        opinion["reasons"] = [chance.choice(["long_wait", "unclear_procedure", "many_trips"])]
    return opinion
