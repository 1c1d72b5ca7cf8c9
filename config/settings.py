"""The settings of one site: what `config.toml` and `MOISO_*` variables may say.

Each key's meaning, range and default stand once, at its field; docs/settings.md shows
them. What belongs to the office (services, counters, hours) is not here: it lives in
the database and is filled from a catalogue file.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from config.live import LiveSettings
from config.oidc import OidcSettings
from config.typed import Key
from config.upstream_settings import UpstreamSettings
from config.values import (
    SQLITE_PREFIX,
    check_gold,
    check_languages,
    check_logo,
    check_public_url,
    check_red,
    check_store_url,
)

PrinterKind = Literal["tcp", "usb", "serial", "file"]


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where the server listens, and under which address phones find it."""

    host: Annotated[
        str, Key("The address to listen on; `127.0.0.1` keeps every other machine out.")
    ] = "0.0.0.0"  # noqa: S104 -- the hall's screens are other machines
    port: Annotated[int, Key("The TCP port to listen on.", 1, 65535, "a port")] = 8000
    public_url: Annotated[
        str,
        Key(
            "The address in the ticket's QR code: `auto` for this machine's address in the local network, "
            "empty for tickets without a code, or a full address such as `https://so.example.gov.vn`.",
            check=check_public_url,
        ),
    ] = "auto"
    trusted_proxies: Annotated[
        int,
        Key("How many proxies stand before the server and write `X-Forwarded-*` headers.", 0, 5),
    ] = 0
    secure_cookies: Annotated[
        Literal["auto", "always", "never"],
        Key(
            "Whether cookies travel over https only; `auto` when `public_url` begins with `https`."
        ),
    ] = "auto"

    def public_address(self, lan_address: str | None) -> str | None:
        """The address that a phone can open, without a slash at its end, or None for no QR code.

        `lan_address` is this machine's own, as far as the caller could find it. A server
        that listens on the loopback only has no address that a phone could open.
        """
        if self.public_url != "auto":
            return self.public_url.rstrip("/") or None
        if lan_address is None or _is_loopback(self.host):
            return None
        return f"http://{lan_address}:{self.port}"

    @property
    def cookies_are_secure(self) -> bool:
        """Whether session cookies carry the Secure flag."""
        if self.secure_cookies == "auto":
            return self.public_url.startswith("https://")
        return self.secure_cookies == "always"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where tickets and ratings are kept."""

    url: Annotated[
        str,
        Key(
            "The database: `sqlite:///PATH`, or `postgresql://USER:PASSWORD@HOST/DATABASE` for many"
            " offices and processes.",
            check=check_store_url,
        ),
    ] = "sqlite:///var/moiso.db"
    connections: Annotated[
        int, Key("How many connections to PostgreSQL each process holds at most.", 2, 100)
    ] = 10
    catalogue: Annotated[Path, Key("The catalogue file that fills an empty database.")] = Path(
        "catalogue/vo-nhai.toml"
    )
    busy_timeout_ms: Annotated[
        int,
        Key(
            "How long a change waits for another process that is writing, in milliseconds.",
            100,
            60000,
        ),
    ] = 3000

    @property
    def told(self) -> str:
        """The address as anybody may read it: without the account and its password."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        if not self.url.startswith(SQLITE_PREFIX):
            return None
        return Path(self.url.removeprefix(SQLITE_PREFIX))


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """One ticket printer. Which fields count depends on its `kind`."""

    name: str
    kind: Annotated[
        PrinterKind,
        Key(
            "How it is reached; `file` writes each ticket into a folder, to be looked at without paper.",
            noun="a kind of printer",
        ),
    ]
    host: Annotated[str | None, Key("tcp: the printer's name or address in the network.")] = None
    port: Annotated[int, Key("tcp: the printer's port.", 1, 65535, "a port")] = 9100
    vendor_id: Annotated[int | None, Key("usb: the vendor's number, as in `0x04b8`.", 0, 65535)] = (
        None
    )
    product_id: Annotated[
        int | None, Key("usb: the product's number, as in `0x0202`.", 0, 65535)
    ] = None
    path: Annotated[
        Path | None,
        Key(
            "serial: the port, such as `/dev/ttyUSB0` or `COM3`. "
            "file: the folder that takes the tickets, or a device such as `/dev/usb/lp0`."
        ),
    ] = None
    baud: Annotated[int, Key("serial: the speed in bits per second.", 1200, 921600, "a speed")] = (
        115200
    )
    width_mm: Annotated[
        Literal[58, 80], Key("The width of the paper, in millimetres.", noun="a paper width")
    ] = 80
    timeout_s: Annotated[
        float,
        Key(
            "How long one ticket may take before it counts as failed, in seconds.",
            0.5,
            30,
        ),
    ] = 2.5
    office: Annotated[str | None, Key("The code of the only office that prints here.")] = None


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """What the hall hears."""

    languages: Annotated[
        tuple[str, ...],
        Key(
            "The languages that the hall hears. Each call is spoken in the first; another one "
            "follows for tickets taken in it. `server.py voice` makes their clips. Without any, "
            "only a chime is heard.",
            check=check_languages,
        ),
    ] = ("vi", "en")
    folder: Annotated[
        Path, Key("The folder of the voice clips, one folder a language below it.")
    ] = Path("var/voice")


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """The site's own look."""

    red: Annotated[
        str,
        Key(
            "The colour of main acts and of the newest call; at least 4.5 : 1 on white.",
            check=check_red,
        ),
    ] = "#B81C24"
    gold: Annotated[
        str,
        Key(
            "The colour of attention on dark; at least 4.5 : 1 on the dark ground.",
            check=check_gold,
        ),
    ] = "#F5CF63"
    logo: Annotated[
        Path | None,
        Key("A PNG or SVG file shown at the head of screens; empty for none.", check=check_logo),
    ] = None


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The rules of waiting and calling."""

    priority_in_a_row: Annotated[
        int, Key("How many priority tickets may be called in a row while others wait.", 1, 20)
    ] = 2
    max_wait_min: Annotated[
        int, Key("A ticket that waited longer, in minutes, goes before all.", 5, 480)
    ] = 60
    calls_before_no_show: Annotated[
        int,
        Key(
            "How many times a ticket is called, the first time included; then it is missed.", 1, 10
        ),
    ] = 3
    grace_min: Annotated[
        int, Key("How long a missed ticket can be brought back, in minutes; 0 for never.", 0, 480)
    ] = 30
    undo_s: Annotated[
        int, Key("How long a clerk can undo the last act, in seconds; 0 for never.", 0, 600)
    ] = 60
    priority_age: Annotated[
        int, Key("The age from which a citizen may ask for priority, in years.", 50, 120)
    ] = 75
    tickets_per_minute: Annotated[
        int, Key("How many tickets one kiosk may take in a minute.", 1, 600)
    ] = 30


@dataclass(frozen=True, slots=True)
class RatingSettings:
    """When a citizen may rate, and how rates are told."""

    wait_s: Annotated[int, Key("How long the tablet waits for a rating, in seconds.", 5, 300)] = 30
    valid_days: Annotated[
        int, Key("How long a ticket can be rated after service, in days.", 1, 60)
    ] = 7
    min_count: Annotated[
        int, Key("The fewest ratings for which a figure about one officer is shown.", 1, 100)
    ] = 5
    neutral_is_satisfied: Annotated[
        bool, Key("Whether `Bình thường` counts as satisfied; reports say so when it does.")
    ] = False


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How staff sign in."""

    staff_hours: Annotated[int, Key("How long a sign-in lasts, in hours.", 1, 24)] = 12
    sign_in_tries: Annotated[
        int, Key("How many wrong passwords are taken within 15 minutes.", 1, 100)
    ] = 5


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What the server tells about itself."""

    level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Key("The least important lines that are written.", noun="a level"),
    ] = "info"
    format: Annotated[
        Literal["text", "json"],
        Key("Lines for people, or one JSON object a line for a collector.", noun="a format"),
    ] = "text"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a site. `Config()` is the site without a file."""

    server: ServerSettings = field(default_factory=ServerSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    live: LiveSettings = field(default_factory=LiveSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    queue: QueueSettings = field(default_factory=QueueSettings)
    rating: RatingSettings = field(default_factory=RatingSettings)
    session: SessionSettings = field(default_factory=SessionSettings)
    oidc: OidcSettings = field(default_factory=OidcSettings)
    log: LogSettings = field(default_factory=LogSettings)
    upstream: UpstreamSettings = field(default_factory=UpstreamSettings)
    printers: Mapping[str, PrinterSettings] = field(default_factory=dict)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
