"""A house with its app and report processes over a hall, asked as a device, as staff, or as nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from command_line.building import Running, build
from config import Config, StoreSettings
from operations.devices import Place, add_device
from operations.sign_in import new_token, token_hash
from tests.hall import Hall
from web.access import SESSION_COOKIE
from web.report_workers import ReportWorkers


@dataclass
class ReportHouse:
    """The app of a hall. `token` makes a device, `session` a signed-in member of staff."""

    hall: Hall
    running: Running
    client: Client

    def token(self, kind: str, counter: int | None = None) -> dict[str, str]:
        """The headers of a new device."""
        with self.hall.change() as change:
            _, token = add_device(
                change, kind, Place(f"{kind} {counter}", counter=counter), now=self.hall.clock.now
            )
        return {"Authorization": f"Bearer {token}"}

    def session(self, role: str) -> dict[str, str]:
        """The headers of somebody who signed in."""
        token = new_token()
        with self.hall.change() as change:
            change.sql.add_staff(
                id=f"some-{role}", office=self.hall.id, name=role, full_name="Người Thử", role=role,
                password_hash="-", must_change=0, created_at="2026-11-23T00:00:00.000Z", version=0,
            )  # fmt: skip
            change.sql.add_staff_session(
                token_hash=token_hash(token), staff=f"some-{role}", csrf="csrf-of-test",
                created_at="2026-11-23T00:00:00.000Z", expires_at="2027-01-01T00:00:00.000Z",
            )  # fmt: skip
        return {"Cookie": f"{SESSION_COOKIE}={token}", "X-CSRF-Token": "csrf-of-test"}

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        """Read something of the API."""
        return self.client.get(f"/api/v1{path}", headers=headers or {})

    def rate(self, ticket: str, headers: dict[str, str] | None = None, **said: Any) -> TestResponse:
        """Send a rating."""
        return self.client.post(
            f"/api/v1/tickets/{ticket}/rating", json=said, headers=headers or {}
        )


@contextmanager
def report_house(hall: Hall, folder: Path) -> Iterator[ReportHouse]:
    """The house, with report processes that end with it."""
    config = Config(store=StoreSettings(url=f"sqlite:///{hall.store.path}"))
    running = build(
        config,
        hall.store,
        clock=hall.clock,
        spawn=lambda *_task: None,
        sleep=lambda _seconds: None,
        run_blocking=lambda work, *values: work(*values),
        address=None,
    )
    workers = ReportWorkers(hall.store.path, most=1)
    running.house.reports = workers
    try:
        yield ReportHouse(hall, running, running.app.test_client(use_cookies=False))
    finally:
        workers.close()
