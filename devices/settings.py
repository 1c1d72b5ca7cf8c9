"""What a printer must be told: read from the site's settings, whatever class holds them."""

from pathlib import Path
from typing import Literal, Protocol


class PrinterSettings(Protocol):
    """One ticket printer, as `[printers.NAME]` in config.toml describes it.

    tcp needs `host` and `port`; usb `vendor_id` and `product_id`; serial `path` and `baud`;
    file `path`, a folder that takes pictures or a device such as /dev/usb/lp0.
    `timeout_s` bounds one whole job, beside the time that a serial line needs for its bytes.
    """

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Literal["tcp", "usb", "serial", "file"]: ...
    @property
    def host(self) -> str | None: ...
    @property
    def port(self) -> int: ...
    @property
    def vendor_id(self) -> int | None: ...
    @property
    def product_id(self) -> int | None: ...
    @property
    def path(self) -> Path | None: ...
    @property
    def baud(self) -> int: ...
    @property
    def width_mm(self) -> Literal[58, 80]: ...
    @property
    def timeout_s(self) -> float: ...
