"""The printers of config.toml that an office may print on: its own, and those of the whole house."""

from collections.abc import Mapping

from config import Config, PrinterSettings
from operations.offices import get_office
from web.parts import house


def printers_of(config: Config, code: str) -> dict[str, PrinterSettings]:
    """The printers that name this office, then those that say nothing of any; the first is the
    usual one. What stands in the office itself goes ahead, wherever the file has it.
    """
    return {
        name: printer
        for place in (code, None)
        for name, printer in config.printers.items()
        if printer.office == place
    }


def printers_at(office: str) -> Mapping[str, PrinterSettings]:
    """The same by the office's id, asked before a change begins."""
    running = house()
    if all(printer.office is None for printer in running.config.printers.values()):
        return running.config.printers
    with running.store.reading() as reading:
        code = get_office(reading.sql, office).code
    return printers_of(running.config, code)


def printers_known(office: str) -> Mapping[str, PrinterSettings]:
    """The same as managers are told of them; none of an office that works on its own machine, since
    that one's settings name its printers.
    """
    with house().store.reading() as reading:
        found = get_office(reading.sql, office)
    return {} if found.is_fed else printers_of(house().config, found.code)
