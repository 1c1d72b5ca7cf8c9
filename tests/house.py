"""The whole house in one process over a hall: real app, real store, real sockets, no network."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from flask_socketio.test_client import SocketIOTestClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from command_line.building import Running, build
from config import Config, PrinterSettings, StoreSettings
from operations.devices import Place, add_device
from operations.passwords import chosen_password
from operations.sign_in import new_token, token_hash
from tests.hall import Hall
from tests.stores import address_of
from web.access import SESSION_COOKIE

CSRF = "csrf-of-test"
PASSWORD = "trời mưa to quá"
PRINTER = "kiosk-1"

DEVICES = ("kiosk", "display", "counter", "rating", "manager token")
PEOPLE = ("clerk", "manager", "administrator", "auditor")
CALLERS = ("nobody", *DEVICES, *PEOPLE)
BOUND = ("counter", "rating")


@dataclass(slots=True)
class Caller:
    """Somebody at the API: nobody, a device with its token, or a person with a session."""

    name: str
    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)
    device: str | None = None

    def send(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """One request to /api/v1; bytes go as they are, None sends no body, the rest as JSON."""
        content: dict[str, Any] = {}
        if body is not None:
            text = body if isinstance(body, bytes) else json.dumps(body).encode()
            content = {"data": text, "content_type": "application/json"}
        told = {**self.headers, **{name.replace("_", "-"): text for name, text in headers.items()}}
        return self.client.open(f"/api/v1{path}", method=method, headers=told, **content)

    def get(self, path: str, **headers: str) -> TestResponse:
        """Read."""
        return self.send("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> TestResponse:
        """Command; without a body an empty object."""
        return self.send("POST", path, {} if body is None else body, **headers)

    def read(self, path: str) -> Any:
        """What is told at a path that answers."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def done(self, path: str, body: object = None, **headers: str) -> Any:
        """The answer of a command that is accepted."""
        answer = self.post(path, body, **headers)
        assert answer.status_code < 300, answer.text
        return answer.get_json() if answer.data else None


@dataclass(slots=True)
class House:
    """A hall with its app, its sockets and one printer that writes into a folder."""

    hall: Hall
    running: Running
    folder: Path

    def nobody(self) -> Caller:
        """A browser without any proof."""
        return Caller("nobody", self.running.app.test_client())

    def caller(self, name: str, counter: int = 1) -> Caller:
        """A new one of CALLERS; what is bound to a counter is bound to `counter`."""
        if name == "nobody":
            return self.nobody()
        if name in DEVICES:
            return self.device(name.partition(" ")[0], counter if name in BOUND else None)
        return self.person(name)

    def device(self, kind: str, counter: int | None = None, **place: Any) -> Caller:
        """A new device with its token."""
        where = Place(f"Máy {kind}", counter=counter, **place)
        with self.hall.change() as change:
            device, token = add_device(change, kind, where, now=self.hall.clock.now)
        headers = {"Authorization": f"Bearer {token}"}
        return Caller(kind, self.running.app.test_client(), headers, device["id"])

    def person(self, role: str, name: str | None = None, *, must_change: bool = False) -> Caller:
        """A new person of this role, with PASSWORD and a session of their own."""
        name = name or f"{role}-{new_token()[:6]}".lower()
        with self.hall.change() as change:
            change.sql.add_staff(
                id=name, office=self.hall.id, name=name, full_name="Nguyễn Văn Mẫu", role=role,
                password_hash=hash_of_password(), must_change=int(must_change),
                created_at="2026-11-23T00:00:00.000Z", version=0,
            )  # fmt: skip
        return self.known(role, name)

    def known(self, role: str, staff: str) -> Caller:
        """Somebody who is there already, with a new session."""
        token = new_token()
        with self.hall.store.maintain() as sql:
            sql.add_staff_session(
                token_hash=token_hash(token), staff=staff, csrf=CSRF,
                created_at="2026-11-23T00:00:00.000Z", expires_at="2027-06-01T00:00:00.000Z",
            )  # fmt: skip
        client = self.running.app.test_client()
        client.set_cookie(SESSION_COOKIE, token)
        return Caller(role, client, {"X-CSRF-Token": CSRF})

    def signed_in(self, name: str, password: str = PASSWORD) -> Caller:
        """Somebody who came in by name and password, as the sign-in page does it."""
        person = self.nobody()
        person.name = person.done("/sign-in", {"name": name, "password": password})["role"]
        person.headers["X-CSRF-Token"] = person.read("/me")["csrf"]
        return person

    def clerk_at(self, counter: int) -> Caller:
        """The clerk who holds this counter of the hall."""
        return self.known("clerk", f"clerk-{counter}")

    def socket(self, who: Caller | None = None) -> SocketIOTestClient:
        """A socket with the caller's proof."""
        who = who or self.nobody()
        token = who.headers.get("Authorization", "").removeprefix("Bearer ")
        return self.running.socketio.test_client(
            self.running.app,
            auth={"token": token} if token else None,
            flask_test_client=who.client,
        )

    def print_all(self) -> int:
        """Put on paper what is queued; answers how many tickets."""
        return self.running.press.run_queue(PRINTER)

    def papers(self) -> int:
        """How many tickets came out."""
        return len(list((self.folder / "paper").glob("*.png")))


def add_printer(house: House, name: str, *, office: str | None = None) -> House:
    """The same house with one more printer in its settings, the last one; it has no paper."""
    config = house.running.house.config
    printer = PrinterSettings(name=name, kind="file", path=house.folder / name, office=office)
    house.running.house.config = replace(config, printers={**config.printers, name: printer})
    return house


@cache
def hash_of_password() -> str:
    """Of PASSWORD; made once, since it is slow on purpose."""
    return chosen_password(PASSWORD, name="").hash


def make_addresses_once() -> None:
    """Let Werkzeug compile how a route's address is written once, not for each house anew: that
    takes longer than most tests. The code it makes depends on nothing but the key here.
    """
    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    compile_anew = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
        if key not in compiled:
            compiled[key] = compile_anew(rule, append_unknown)
        return compiled[key]

    Rule._compile_builder = compile_once  # type: ignore[assignment,method-assign]  # mypy counts `self` twice


make_addresses_once()


@contextmanager
def open_house(
    hall: Hall,
    folder: Path,
    *,
    spawn: Callable[..., Any] | None = None,
    run_blocking: Callable[..., Any] | None = None,
    address: str | None = "http://so.example",
    **settings: Any,
) -> Iterator[House]:
    """The house of a hall. Background work is done at once unless `spawn` says otherwise; what is
    queued for paper waits for `print_all`, since drawing a ticket takes longer than most tests.
    `settings` are sections of config.toml.
    """
    printer = PrinterSettings(name=PRINTER, kind="file", path=folder / "paper")
    running = build(
        Config(
            store=StoreSettings(url=address_of(hall.store)),
            printers={PRINTER: printer},
            **settings,
        ),
        hall.store,
        clock=hall.clock,
        spawn=spawn or at_once,
        sleep=lambda _seconds: None,
        run_blocking=run_blocking or at_once,
        address=address,
    )
    running.house.wake_press = lambda _printer: None
    try:
        yield House(hall, running, folder)
    finally:
        running.house.reports.close()


def at_once(work: Callable[..., Any], *values: Any) -> Any:
    """Do it now."""
    return work(*values)


def code_of(answer: TestResponse) -> str:
    """The stable code of a refusal."""
    assert answer.content_type == "application/problem+json", answer.text
    return str(answer.get_json()["code"])
