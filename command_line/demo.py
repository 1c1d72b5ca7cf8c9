"""`demo`: the sample office, full of invented people who use the real API."""

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

import click
import gevent
import structlog

from command_line.building import SCREENS, offices_of
from command_line.clock import real_now
from command_line.options import configured, read_config
from command_line.past import Past
from command_line.running import serve_house, start_log
from command_line.simulation import Client, Pace, citizens, clerk
from config import Config, UpstreamSettings
from operations.devices import Place, add_device
from operations.passwords import Password, made_password
from operations.staff import add_staff
from store.store import Change, Store

log = structlog.get_logger()

NAMES = (
    "Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Ví Dụ", "Phạm Thị Mẫu", "Hoàng Văn Thử",
    "Vũ Thị Ví Dụ", "Đặng Văn Mẫu", "Bùi Thị Thử",
)  # fmt: skip
"""Invented, and plainly so."""

DEMO_FILE = "demo.db"
PLACE = Path("var/moiso.db")
"""Beside it the demo keeps its own where the office has no file."""

DEMO_PAPER = "demo-tickets"
"""The folder beside it that takes the tickets as pictures."""
MOST_A_MINUTE = 600
"""All simulated citizens stand at one kiosk."""


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(demo)


@click.command()
@click.option("--host", help="The address to listen on, instead of config.toml's.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes a free one.")
@click.option("--people-per-minute", type=float, default=5.0, show_default=True)
@click.option("--speed", type=float, default=1.0, show_default=True, help="2 is twice as fast.")
@click.option(
    "--days", type=click.IntRange(0, 400), default=10, show_default=True, help="Days before today."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same people each time.")
@configured
def demo(
    host: str | None,
    port: int | None,
    people_per_minute: float,
    speed: float,
    days: int,
    seed: int,
) -> None:
    """Start the sample office with simulated citizens and clerks, in a database of its own.

    The last counter is left to you: sign in with the manager's name and take it.
    The office's own database is not touched: the demo keeps its own beside it and begins anew
    at each start.

    \b
    Example:
      python server.py demo --speed 4
    """
    config = read_config()
    start_log(config.log)
    config = apart_from_the_office(config)
    people = People(Pace(people_per_minute, speed=speed, chance=random.Random(seed)), days)  # noqa: S311
    serve_house(
        config,
        host=host or config.server.host,
        port=port,
        prepare=people.prepare,
        beside=people.come,
    )


@dataclass(slots=True)
class Worker:
    """A clerk's sign-in and the tablet at the counter."""

    name: str
    password: str
    tablet: str


@dataclass(slots=True)
class People:
    """The invented people of a demo."""

    pace: Pace
    days: int
    kiosk: str = ""
    workers: dict[int, Worker] = field(default_factory=dict)

    def prepare(self, store: Store) -> None:
        """Give the office clerks, a kiosk, tablets, and some days that are past."""
        office = offices_of(store)[0]
        staff: dict[int, str] = {}
        with store.change(office) as change:
            _, self.kiosk = add_device(change, "kiosk", Place("Kiosk mô phỏng"), now=real_now())
            counters = list(change.sql.list_counters(office=office))
            for index, row in enumerate(counters[:-1] or counters):
                staff[row["number"]] = self._employ(change, row["number"], NAMES[index % 8])
        Past(self.pace.chance, staff).live(store, office, days=self.days, now=real_now())

    def come(self, port: int) -> None:
        """Begin: the clerks sign in and open, the citizens come."""
        gevent.spawn(self._work, port)

    def _employ(self, change: Change, counter: int, full_name: str) -> str:
        password = made_password()
        name = f"canbo{counter}"
        clerk = add_staff(
            change,
            name=name,
            full_name=full_name,
            role="clerk",
            password=Password(password.hash),
            now=real_now(),
        )
        change.sql.set_password(id=clerk["id"], password_hash=password.hash, must_change=0)
        place = Place(f"Đánh giá mô phỏng {counter}", counter=counter)
        _, tablet = add_device(change, "rating", place, now=real_now())
        self.workers[counter] = Worker(name, password.text or "", tablet)
        return str(clerk["id"])

    def _work(self, port: int) -> None:
        kiosk = Client(port, {"Authorization": f"Bearer {self.kiosk}"})
        gevent.spawn(citizens, kiosk, self.pace, gevent.sleep)
        for counter, worker in self.workers.items():
            desk = Client(port)
            desk.sign_in(worker.name, worker.password)
            desk.ask("POST", f"/counters/{counter}/open", {})
            tablet = Client(port, {"Authorization": f"Bearer {worker.tablet}"})
            gevent.spawn(clerk, desk, tablet, counter, self.pace, gevent.sleep)
        log.info("the demo lives", counters=len(self.workers), screens=len(SCREENS))


def apart_from_the_office(config: Config) -> Config:
    """The same settings with a fresh database beside the office's own, a patient kiosk, and
    printers that draw into a folder: invented people use up nobody's paper.
    """
    file = (config.store.file or PLACE).with_name(DEMO_FILE)
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    paper = file.with_name(DEMO_PAPER)
    return replace(
        config,
        store=replace(config.store, url=f"sqlite:///{file}"),
        queue=replace(config.queue, tickets_per_minute=MOST_A_MINUTE),
        upstream=UpstreamSettings(),
        printers={
            name: replace(printer, kind="file", path=paper)
            for name, printer in config.printers.items()
        },
    )
