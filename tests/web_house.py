"""The web layer over a hall under test: a real app and client, no sockets, no paper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config import Config, PrinterSettings
from operations.devices import Place, add_device
from operations.passwords import chosen_password, here
from operations.staff import add_staff, staff_named
from store.ballast import Ballast
from tests.hall import Hall
from web.app import create_app
from web.live import Live
from web.parts import House

PASSWORD = "trời mưa to quá"


@dataclass(slots=True)
class Visitor:
    """Somebody at the API: nobody, a device with its token, or a signed-in person."""

    client: FlaskClient
    headers: dict[str, str]

    def send(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """One request to /api/v1; a body of bytes goes as it is, anything else as JSON."""
        content: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
        told = {**self.headers, **{name.replace("_", "-"): text for name, text in headers.items()}}
        return self.client.open(f"/api/v1{path}", method=method, headers=told, **content)

    def get(self, path: str) -> Any:
        """The JSON at a path that answers 200."""
        response = self.send("GET", path)
        assert response.status_code == 200, response.text
        return response.get_json()


@dataclass(slots=True)
class WebHouse:
    """A hall with its app."""

    hall: Hall
    app: Flask

    def nobody(self) -> Visitor:
        """A browser without any proof."""
        return Visitor(self.app.test_client(), {})

    def device(self, kind: str, counter: int | None = None) -> Visitor:
        """A device with a token of its own."""
        with self.hall.change() as change:
            place = Place(f"Thiết bị {kind}", counter=counter)
            _, token = add_device(change, kind, place, now=self.hall.clock.now)
        return Visitor(self.app.test_client(), {"Authorization": f"Bearer {token}"})

    def person(self, role: str, name: str | None = None) -> Visitor:
        """A new person of this role who has signed in, with a password of their own choice."""
        name = name or role
        password = chosen_password(PASSWORD, name=name)
        with self.hall.change() as change:
            staff = add_staff(
                change,
                name=name,
                full_name="Nguyễn Văn Mẫu",
                role=role,
                password=password,
                now=self.hall.clock.now,
            )
            change.sql.set_password(id=staff["id"], password_hash=password.hash, must_change=0)
        return self.signed_in(name)

    def signed_in(self, name: str, password: str = PASSWORD) -> Visitor:
        """Somebody known, in a browser of their own."""
        visitor = self.nobody()
        answer = visitor.send("POST", "/sign-in", {"name": name, "password": password})
        assert answer.status_code == 200, answer.text
        visitor.headers["X-CSRF-Token"] = self.csrf_of(name)
        return visitor

    def csrf_of(self, name: str) -> str:
        """What the page of the newest session of this person carries."""
        with self.hall.store.reading() as reading:
            staff = staff_named(reading.sql, self.hall.id, name)["id"]
        rows = self.hall.rows(
            "select csrf from staff_session where staff = ? order by rowid desc", staff
        )
        return str(rows[0]["csrf"])


def open_web_house(
    hall: Hall, folder: Path, *, run_blocking: Callable[..., Any] = here
) -> WebHouse:
    """The app of a house with one printer, kiosk-1, that no test lets print."""
    live = Live(
        emit=lambda event, state, room: None,
        read_states=lambda office, rooms: [],
        spawn=lambda *work: None,
        sleep=lambda seconds: None,
    )
    printer = PrinterSettings(name="kiosk-1", kind="file", path=folder / "paper")
    house = House(
        config=Config(printers={"kiosk-1": printer}),
        store=hall.store,
        rules=hall.rules,
        clock=hall.clock,
        public_address="http://so.example",
        live=live,
        wake_press=lambda name: None,
        printer_health=lambda: [{"name": "kiosk-1", "kind": "file", "state": "ready"}],
        print_test=lambda name: {"state": "printed", "reason": None, "warning": None},
        run_blocking=run_blocking,
        reports=cast(Any, None),
        has_room=lambda: True,
        ballast=Ballast(hall.store.path),
        offices=(hall.id,),
    )
    app = create_app(house)
    app.testing = True
    return WebHouse(hall, app)
