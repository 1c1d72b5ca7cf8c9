"""The printers of config.toml that an office may print on: its own, and those of the whole house."""

from collections.abc import Mapping

from config import PrinterSettings
from operations.offices import get_office
from web.parts import House, house


def printers_of(house: House, code: str) -> dict[str, PrinterSettings]:
    """The printers that say nothing of an office, or name this one."""
    known = house.config.printers.items()
    return {name: printer for name, printer in known if printer.office in (None, code)}


def printers_at(office: str) -> Mapping[str, PrinterSettings]:
    """The same by the office's id, asked before a change begins."""
    running = house()
    if all(printer.office is None for printer in running.config.printers.values()):
        return running.config.printers
    with running.store.reading() as reading:
        code = get_office(reading.sql, office).code
    return printers_of(running, code)
