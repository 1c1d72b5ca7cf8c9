"""From a print order to paper: facts from the store, words, layout, printer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from config import Config
from devices.printer import Printer
from devices.slip import TicketFacts, slip_for
from devices.ticket_layout import NARROW_DOTS, WIDE_DOTS, lay_out
from devices.trial import trial_slip
from operations.layout import layout_of
from operations.offices import get_office
from operations.press import PrintOrder
from operations.printing import Ending
from queueing.tickets import Ticket
from store.store import Store
from web.i18n import translator

DOTS = {80: WIDE_DOTS, 58: NARROW_DOTS}

PRIORITY_NAMES: Mapping[str, Mapping[str, str]] = {
    "elderly": {"vi": "Người cao tuổi", "en": "Elderly person"},
    "disabled": {
        "vi": "Người khuyết tật nặng, đặc biệt nặng",
        "en": "Person with a severe disability",
    },
    "pregnant": {"vi": "Phụ nữ có thai", "en": "Pregnant woman"},
    "child": {"vi": "Trẻ em dưới 6 tuổi", "en": "Child under 6"},
    "merit": {"vi": "Người có công với cách mạng", "en": "Person with merit to the revolution"},
}


class Papers:
    """The printers of config.toml, each by its name. `run_blocking` calls a function that waits
    for a device without holding up the others.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        *,
        public_address: str | None,
        clock: Callable[[], datetime],
        run_blocking: Callable[..., Any],
    ) -> None:
        self._printers = {name: Printer(settings) for name, settings in config.printers.items()}
        self._widths = {name: DOTS[s.width_mm] for name, s in config.printers.items()}
        self._kinds = {name: s.kind for name, s in config.printers.items()}
        self._store = store
        self._address = public_address
        self._clock = clock
        self._run_blocking = run_blocking

    def put(self, order: PrintOrder) -> Ending:
        """Lay out and print one ticket; may take seconds."""
        facts = self._facts(order.ticket, order.copy)
        return self._run_blocking(self._print, order.printer, facts)  # type: ignore[no-any-return]

    def health(self, names: tuple[str, ...]) -> list[dict[str, Any]]:
        """The printers of these names with what each says about itself now."""
        return [{"name": name, "kind": self._kinds[name], **self._ask(name)} for name in names]

    def print_test(self, name: str, office_id: str) -> dict[str, Any]:
        """Print a slip of an office that is nobody's ticket; answers its ending."""
        with self._store.reading() as reading:
            office = get_office(reading.sql, office_id)
        local = self._clock().astimezone(ZoneInfo(office.timezone))
        slip = trial_slip(name, office.names, local, "vi", translator("vi"))
        outcome = self._run_blocking(
            lambda: self._printers[name].print_image(lay_out(slip, self._widths[name]).image)
        )
        return {"state": outcome.state, "reason": outcome.reason, "warning": outcome.warning}

    def _print(self, printer: str, facts: TicketFacts) -> Ending:
        slip = slip_for(facts, translator(facts.language))
        outcome = self._printers[printer].print_image(lay_out(slip, self._widths[printer]).image)
        return Ending(outcome.state, outcome.reason, outcome.warning)

    def _ask(self, name: str) -> dict[str, Any]:
        health = self._run_blocking(self._printers[name].check)
        return {"online": health.online, "paper": health.paper, "reason": health.reason}

    def _facts(self, ticket: Ticket, copy: bool) -> TicketFacts:
        with self._store.reading() as reading:
            office = get_office(reading.sql, ticket.office)
            layout = layout_of(reading.sql, office)
        return TicketFacts(
            office_name=office.names,
            slogan=office.slogans,
            hotline=office.hotline,
            service_name=layout.names_of(ticket.issued_service),
            counters=tuple(layout.counters_of(ticket.issued_service)),
            label=ticket.label,
            ticket_class=ticket.queue_class,
            priority_reason=PRIORITY_NAMES.get(ticket.priority_reason or ""),
            people_ahead=ticket.people_ahead,
            estimate_min=_estimate(ticket),
            issued=ticket.issued_at.astimezone(ZoneInfo(office.timezone)),
            track_url=f"{self._address}/t/{ticket.id}" if self._address else None,
            language=ticket.language,
            is_copy=copy,
        )


def _estimate(ticket: Ticket) -> tuple[int, int] | None:
    if ticket.estimate_low_min is None or ticket.estimate_high_min is None:
        return None
    return ticket.estimate_low_min, ticket.estimate_high_min
